"""How a partnership works: levels of need, clocks, calendar, and the lists people choose from."""

from dataclasses import dataclass
from datetime import date

from baton.partnership.rules.profile_codes import LeadsTo, ObjectivesMet, OnAcceptance
from baton.partnership.rules.profile_item import AnnexA, Clock, Code, Item, Number, Text
from baton.partnership.rules.profile_listing import Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class Level(Item):
    """A level of need: what it means, who answers it, examples, and where to talk it through."""

    description: Text
    response: Text
    examples: tuple[str, ...]
    talk_to: Text

    @property
    def number(self) -> int:
        """1 to 4."""
        return int(self.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """The partnership's clocks, in elapsed hours or calendar days. None means deliberately unset."""

    screening_hours: Number
    screening_soon_hours: Number
    stop_receipt_hours: Clock
    allocation_days: Clock
    agreement_days: Clock
    assessment_days: Number
    assessment_not_started_days: Number
    authorisation_days: Clock
    plan_days: Clock
    meeting_min_days: Number
    meeting_max_days: Number
    review_days: Clock
    transfer_answer_days: Clock
    no_contact_days: Clock
    open_days_expected: Number
    open_days_low: Number
    open_days_high: Number
    register_screen_days: Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A stretch of school days, holidays outside it."""

    from_on: date
    to_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The nation whose bank holidays count, further days the front door is closed, and school terms."""

    nation: Code
    closure_days: tuple[date, ...]
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Item):
    """A kind of enquirer, with the contact source of the national child-level lists it counts as."""

    annex_a: AnnexA


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Item):
    """A decision the front door may take, what it leads to, and what enquirer and family are told."""

    leads_to: LeadsTo
    to_enquirer: Text
    family_label: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosureReason(Item):
    """Why a case ends; `objectives`, where given, are the answers about objectives that agree with it."""

    objectives: tuple[ObjectivesMet, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepUp:
    """What happens to the early-help case once social care accepts it."""

    on_acceptance: OnAcceptance


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementWords:
    """What a person agrees to when agreeing to the service, and to sharing with one agency."""

    service: Text
    share: Text
    withdraw: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship(Item):
    """What one person is to another; `parent` offers the question of parental responsibility."""

    parent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadence(Item):
    """How often something is looked at by a board or group."""

    every_months: Number


def document_kinds() -> Listing[Item]:
    """Return the kinds of documents of a partnership that has named none (ours)."""
    return Listing(
        (
            Item(code="letter", label="Letter or e-mail"),
            Item(code="report", label="Report from a professional"),
            Item(code="plan", label="Plan or assessment made elsewhere"),
            Item(code="consent", label="Signed agreement or consent form"),
            Item(code="court", label="Court order or legal paper"),
            Item(code="minutes", label="Notes of a meeting"),
            Item(code="child_voice", label="What a child wrote or drew"),
            Item(code="photograph", label="Photograph"),
            Item(code="other", label="Something else"),
        )
    )
