"""What casework's actions are given: values, read from a form or from a file."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from baton.casework.models import Case
from baton.casework.rules.case import Origin, Support
from baton.frontdoor.models import Decision, Enquiry
from baton.partnership.models import Locality, Organisation, Practitioner, ProfileVersion
from baton.partnership.rules.profile_codes import LeadAgencyType
from baton.people.models import Family


@dataclass(frozen=True, kw_only=True)
class Lead:
    """Who leads: a practitioner of an organisation, or the names an older system kept of them.

    `agency_type` is that of the organisation where it is `None`, not known where it is empty. `day_known` is false
    where an older system kept no day of allocation: they lead since `from_on` as far as is known, and the case stays
    one without such a day.
    """

    from_on: date
    practitioner: Practitioner | None = None
    organisation: Organisation | None = None
    imported_practitioner: str = ""
    imported_organisation: str = ""
    agency_type: LeadAgencyType | Literal[""] | None = None
    day_known: bool = True


@dataclass(frozen=True, kw_only=True)
class NewCase:
    """A case as it opens. `register_on` is the day on which it enters the review register, where it does."""

    family: Family
    profile: ProfileVersion
    origin: Origin
    opened_on: date
    support: Support = Support.FULL
    enquiry: Enquiry | None = None
    decision: Decision | None = None
    locality: Locality | None = None
    coordinator: Practitioner | None = None
    level: int | None = None
    lead: Lead | None = None
    register_on: date | None = None
    imported_ref: str = ""
    id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class NewPart:
    """What was written in one part of an assessment that comes from elsewhere."""

    section: str
    answers: dict[str, object]
    person_id: UUID | None = None
    complete: bool = True


@dataclass(frozen=True, kw_only=True)
class Returned:
    """An earlier time that an assessment went to be authorised and came back."""

    submitted_at: datetime
    submitted_by: Practitioner | None
    returned_at: datetime
    returned_by: Practitioner
    reason: str


@dataclass(frozen=True, kw_only=True)
class NewAssessment:
    """An assessment that comes from elsewhere, as far as it went.

    `completed_on` alone says that an older system knew it as completed; with `authorised_by` it was authorised here.
    """

    case: Case
    started_on: date
    started_at: datetime | None = None
    started_by: Practitioner | None = None
    returned: Returned | None = None
    submitted_at: datetime | None = None
    submitted_by: Practitioner | None = None
    reader: Practitioner | None = None
    completed_on: date | None = None
    authorised_at: datetime | None = None
    authorised_by: Practitioner | None = None
    organisation: Organisation | None = None
    imported_organisation: str = ""
    imported_ref: str = ""
    parts: tuple[NewPart, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Written:
    """What was written in one part of an assessment."""

    answers: dict[str, object] = field(default_factory=dict)
    complete: bool = False
