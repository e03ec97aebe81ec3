"""What the front door's actions are given: values, read from a form or from a file."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from baton.frontdoor.rules.decision import Outcome
from baton.frontdoor.rules.enquiry import (
    Channel,
    FamilyAgrees,
    FamilyKnows,
    PersonRole,
    SourceType,
    TransferKind,
    Urgency,
)
from baton.partnership.models import Locality, Organisation, Practitioner
from baton.people.models import Involvement


@dataclass(frozen=True, kw_only=True)
class NewPerson:
    """Somebody an enquiry names, as the enquirer named them."""

    role: PersonRole
    given_names: str = ""
    family_name: str = ""
    date_of_birth: date | None = None
    expected_on: date | None = None
    age_given: int | None = None
    relationship: str = ""
    address: str = ""
    postcode: str = ""
    school: str = ""
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class Enquirer:
    """Who made an enquiry, and how they may be reached."""

    practitioner: Practitioner | None = None
    organisation: Organisation | None = None
    source_type: SourceType | Literal[""] | None = None
    """`None`: that of the family or the organisation; empty: an older record does not say."""
    source_name: str = ""
    name: str = ""
    role: str = ""
    phone: str = ""
    email: str = ""
    by_family: bool = False
    safe_to_ring: bool | None = None
    safe_to_text: bool | None = None
    safe_to_write: bool | None = None
    safe_to_leave_message: bool | None = None
    contact_note: str = ""


@dataclass(frozen=True, kw_only=True)
class Said:
    """What the enquirer said, in the order in which the form asks."""

    address: str = ""
    postcode: str = ""
    address_confidential: bool = False
    worries: str = ""
    going_well: str = ""
    tried: str = ""
    family_wants: str = ""
    family_knows: FamilyKnows = FamilyKnows.NOT_KNOWN
    family_agrees: FamilyAgrees = FamilyAgrees.NOT_ASKED
    not_asked_because: str = ""
    asks_for: str = ""
    safety_note: str = ""
    interpreter_language: str = ""
    needs: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class NewEnquiry:
    """An enquiry as it arrives; `received_at` is when it reached the partnership, not when it was keyed."""

    received_at: datetime
    channel: Channel
    enquirer: Enquirer = field(default_factory=Enquirer)
    said: Said = field(default_factory=Said)
    people: Sequence[NewPerson] = ()
    urgency: Urgency = Urgency.ROUTINE
    locality: Locality | None = None
    transfer_kind: TransferKind | None = None
    transfer_from: str = ""
    proposed_lead: str = ""
    imported_ref: str = ""


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """What a screener decides and says."""

    outcome: Outcome | Literal[""]
    """Empty where an older record says that, but not what, was decided."""
    reason: str
    level: int | None = None
    words_for_enquirer: str = ""
    made_with_enquirer: bool | None = False
    involvement: Involvement | None = None
