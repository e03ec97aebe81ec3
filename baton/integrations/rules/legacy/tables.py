"""The files and columns of the contract for importing older records, as data."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from baton.partnership.rules.profile_codes import (
    Channel,
    ClosureCode,
    Ethnicity,
    LeadAgencyType,
    MeetingCode,
    ObjectivesMet,
    OutcomeCode,
    SourceType,
)
from baton.people.rules.membership import MemberRole
from baton.people.rules.persons import Sex

LONGEST_KEY = 80
"""Characters of an id: with its source it fits the column that keeps it (ours)."""

LONGEST_TEXT = 1_000_000
"""Characters of a text without a length of its own (ours)."""


class Kind(StrEnum):
    """How a cell is read."""

    TEXT = "text"
    KEY = "key"
    DAY = "day"
    MOMENT = "moment"
    CODE = "code"
    LEVEL = "level"
    SCORE = "score"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: how its cells are read, and to which file it refers where it does.

    `also` holds other spellings of codes that mean one of them.
    """

    name: str
    kind: Kind = Kind.TEXT
    codes: frozenset[str] = frozenset()
    also: tuple[tuple[str, str], ...] = ()
    refers_to: str = ""
    required: bool = False
    longest: int = LONGEST_TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One file: its columns, and those that make its key; without one the whole row is the key."""

    file: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    personal: frozenset[str] = frozenset()
    by_name: dict[str, Column] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {column.name: column for column in self.columns})

    @property
    def first(self) -> str:
        """The column that is named where a remark is about a whole row or file."""
        return self.columns[0].name

    @property
    def required(self) -> tuple[str, ...]:
        """The key columns: absent or empty, they are a fault."""
        return tuple(column.name for column in self.columns if column.required)


def _key(name: str) -> Column:
    return Column(name=name, kind=Kind.KEY, required=True, longest=LONGEST_KEY)


def _refers(name: str, file: str, *, required: bool = True) -> Column:
    return Column(name=name, kind=Kind.KEY, refers_to=file, required=required, longest=LONGEST_KEY)


def _text(name: str, longest: int = LONGEST_TEXT) -> Column:
    return Column(name=name, longest=longest)


def _days(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name=name, kind=Kind.DAY) for name in names)


def _moment(name: str) -> Column:
    return Column(name=name, kind=Kind.MOMENT)


def _code(name: str, codes: Iterable[str], also: tuple[tuple[str, str], ...] = ()) -> Column:
    return Column(name=name, kind=Kind.CODE, codes=frozenset(map(str, codes)), also=also)


PEOPLE, ENQUIRIES, CASES = "people.csv", "enquiries.csv", "cases.csv"
CONSENTS, ASSESSMENTS, MEETINGS = "consents.csv", "assessments.csv", "meetings.csv"
ACTIONS, READINGS, TRANSFERS = "actions.csv", "readings.csv", "transfers.csv"
AUDITS, TRAINING = "audits.csv", "training.csv"

YES_NO = ("yes", "no")
ORIGINS = ("enquiry", "step_down", "transfer_in", "review_register")
OBJECTIVES = tuple(ObjectivesMet)
STAGES = ("initial", "review", "closure")
GRADES = ("outstanding", "good", "requires_improvement", "inadequate")
RELATIONSHIPS = frozenset(
    ("mother", "father", "sibling", "grandparent", "carer", "step_parent", "foster_carer", "other_relative")
) | {"other"}

_FAMILY = _refers("family_id", PEOPLE)
_CASE = _refers("case_id", CASES)
_PERSON = _refers("person_id", PEOPLE)

TABLES: tuple[Table, ...] = (
    Table(
        file=PEOPLE,
        key=("person_id", "family_id"),
        personal=frozenset(
            ("given_names", "family_name", "date_of_birth", "expected_date", "sex", "ethnicity", "address")
        )
        | {"postcode", "upn", "nhs_number", "interpreter_language", "address_confidential"},
        columns=(
            _key("person_id"),
            _key("family_id"),
            _code("role", MemberRole),
            _text("given_names", 100),
            _text("family_name", 100),
            *_days("date_of_birth", "expected_date"),
            _code("sex", Sex, (("not known", Sex.NOT_KNOWN),)),
            _code("ethnicity", Ethnicity),
            _text("address"),
            _text("postcode", 120),
            _text("upn", 20),
            _text("nhs_number", 20),
            _text("relationship"),
            _text("interpreter_language", 60),
            _code("restricted", YES_NO),
            _text("restricted_reason"),
            _code("address_confidential", YES_NO),
        ),
    ),
    Table(
        file=ENQUIRIES,
        key=("enquiry_id",),
        columns=(
            _key("enquiry_id"),
            _refers("family_id", PEOPLE, required=False),
            _moment("received_at"),
            _code("channel", Channel),
            _code("source_type", SourceType),
            _text("source_organisation", 160),
            _moment("screened_at"),
            _code("outcome", OutcomeCode),
            _moment("enquirer_told_at"),
        ),
    ),
    Table(
        file=CASES,
        key=("case_id",),
        columns=(
            _key("case_id"),
            _FAMILY,
            _refers("enquiry_id", ENQUIRIES, required=False),
            _code("origin", ORIGINS),
            *_days("opened_on", "allocated_on"),
            _code("lead_agency_type", LeadAgencyType),
            _text("lead_agency", 160),
            _text("lead_practitioner", 160),
            _text("locality"),
            Column(name="level_at_allocation", kind=Kind.LEVEL),
            Column(name="level_at_closure", kind=Kind.LEVEL),
            *_days("closed_on"),
            _code("closure_reason", ClosureCode),
            _code("objectives_met", OBJECTIVES),
        ),
    ),
    Table(
        file=CONSENTS,
        columns=(
            _CASE,
            _PERSON,
            _code("kind", ("service", "sharing")),
            _text("agency", 160),
            _code("status", ("agreed", "refused", "withdrawn")),
            *_days("on"),
            _text("method"),
        ),
    ),
    Table(
        file=ASSESSMENTS,
        key=("assessment_id",),
        columns=(
            _key("assessment_id"),
            _CASE,
            *_days("started_on", "completed_on"),
            _text("organisation", 160),
        ),
    ),
    Table(file=MEETINGS, columns=(_CASE, _code("kind", MeetingCode), *_days("held_on"))),
    Table(
        file=ACTIONS,
        columns=(
            _CASE,
            _text("outcome"),
            _text("action"),
            _text("owner", 160),
            _text("measure"),
            *_days("due_on", "done_on"),
        ),
    ),
    Table(
        file=READINGS,
        columns=(
            _CASE,
            _PERSON,
            _text("tool", 60),
            _text("area", 60),
            *_days("taken_on"),
            _code("stage", STAGES),
            Column(name="score", kind=Kind.SCORE),
        ),
    ),
    Table(
        file=TRANSFERS,
        columns=(
            _CASE,
            _code("direction", ("step_up", "step_down")),
            _moment("requested_at"),
            _moment("accepted_at"),
            _text("reason"),
        ),
    ),
    Table(
        file=AUDITS,
        key=("audit_id",),
        columns=(
            _key("audit_id"),
            _CASE,
            *_days("audited_on"),
            _text("auditor", 160),
            _code("grade", GRADES),
        ),
    ),
    Table(
        file=TRAINING,
        columns=(
            _text("course", 160),
            *_days("held_on"),
            _text("practitioner", 160),
            _code("organisation_type", SourceType),
        ),
    ),
)

BY_FILE: dict[str, Table] = {table.file: table for table in TABLES}
