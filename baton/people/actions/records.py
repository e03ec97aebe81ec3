"""What is written in bulk, as plain values with ids of their own, so that one may name another before
either is saved.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4

from baton.people.rules.facts import (
    AgreementStatus,
    Capacity,
    GrantKind,
    Occasion,
    Purpose,
    Source,
)
from baton.people.rules.membership import MemberRole, RelationshipKind
from baton.people.rules.persons import ContactKind, FormerNameKind, Sex
from baton.people.rules.restriction import Restriction


@dataclass(frozen=True, kw_only=True)
class NewName:
    """Another name of a person."""

    given_names: str = ""
    family_name: str = ""
    kind: FormerNameKind = FormerNameKind.FORMER
    from_on: date | None = None
    to_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class NewAddress:
    """An address of a person."""

    lines: str = ""
    postcode: str = ""
    from_on: date | None = None
    to_on: date | None = None
    confidential: bool = False


@dataclass(frozen=True, kw_only=True)
class NewContactWay:
    """A way to reach a person; `None` for a safe-to question means that nobody has asked."""

    kind: ContactKind
    value: str
    confidential: bool = False
    safe_to_ring: bool | None = None
    safe_to_text: bool | None = None
    safe_to_write: bool | None = None
    safe_to_leave_message: bool | None = None
    note: str = ""
    from_on: date | None = None
    to_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class NewPerson:
    """A person as first written down. Identifiers as typed: they are checked when they are written."""

    given_names: str = ""
    family_name: str = ""
    known_as: str = ""
    name_known: bool = True
    date_of_birth: date | None = None
    expected_on: date | None = None
    unborn: bool = False
    died_on: date | None = None
    sex: Sex = Sex.NOT_KNOWN
    ethnicity: str = ""
    first_language: str = ""
    interpreter_language: str = ""
    school_id: UUID | None = None
    school_name: str = ""
    upn: str = ""
    nhs_number: str = ""
    not_to_be_told: bool = False
    not_to_be_told_reason: str = ""
    imported_ref: str = ""
    former_names: tuple[NewName, ...] = ()
    addresses: tuple[NewAddress, ...] = ()
    contact_ways: tuple[NewContactWay, ...] = ()
    id: UUID = field(default_factory=uuid4)


@dataclass(frozen=True, kw_only=True)
class NewFamily:
    """A family as first written down."""

    name: str
    locality_id: UUID | None = None
    restriction: Restriction = Restriction.OPEN
    restriction_reason: str = ""
    imported_ref: str = ""
    id: UUID = field(default_factory=uuid4)


@dataclass(frozen=True, kw_only=True)
class NewMembership:
    """A person's place in a family."""

    family_id: UUID
    person_id: UUID
    role: MemberRole
    from_on: date | None = None
    to_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class NewRelationship:
    """`person` is `kind` of `other`. `family_id` is the family on whose timeline it stands."""

    person_id: UUID
    other_id: UUID
    kind: RelationshipKind
    parental_responsibility: bool | None = None
    from_on: date | None = None
    to_on: date | None = None
    family_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class NewGrant:
    """A family is opened to one practitioner, or to one organisation, from a moment on (else the deed's
    own).
    """

    family_id: UUID
    kind: GrantKind
    practitioner_id: UUID | None = None
    organisation_id: UUID | None = None
    held_in_id: UUID | None = None
    source_id: UUID | None = None
    from_at: datetime | None = None
    to_at: datetime | None = None
    read_only: bool = False


@dataclass(frozen=True, kw_only=True)
class NewAgreement:
    """What one person answered to one question."""

    person_id: UUID
    family_id: UUID
    purpose: Purpose
    status: AgreementStatus
    on: date
    agency_id: UUID | None = None
    agency_words: str = ""
    capacity: Capacity | None = None
    reason: str = ""
    method: str = ""
    case_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class NewNeed:
    """A need of a person or a family."""

    code: str
    source: Source
    on: date
    family_id: UUID | None = None
    person_id: UUID | None = None
    case_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class NewLevel:
    """A level of need, read on an occasion."""

    family_id: UUID
    level: int
    occasion: Occasion
    on: date
    case_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class NewInvolvement:
    """Somebody is involved with a person or a family."""

    kind: str
    family_id: UUID | None = None
    person_id: UUID | None = None
    organisation_id: UUID | None = None
    organisation_words: str = ""
    practitioner_id: UUID | None = None
    contact: str = ""
    role_words: str = ""
    from_on: date | None = None
    to_on: date | None = None
    source: Source = Source.PERSON
    ref: UUID | None = None
    url_name: str = ""
