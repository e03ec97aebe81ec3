"""Rows and events of the front door, built but not saved: one enquiry and ten thousand come out alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from baton.core.dates import local_day
from baton.frontdoor import events
from baton.frontdoor.actions.values import NewEnquiry, Ruling
from baton.frontdoor.models import Check, Decision, Enquiry, EnquiryPerson, Telling
from baton.frontdoor.rules.decision import LeadsTo
from baton.frontdoor.rules.enquiry import SourceType, screening_due
from baton.frontdoor.rules.reference import PREFIX
from baton.journal import NewEvent
from baton.journal.models import ActorKind
from baton.partnership import places, profiles
from baton.partnership.models import Locality, Practitioner
from baton.people.actions.records import NewLevel, NewNeed
from baton.people.rules.facts import Occasion, Source
from baton.people.rules.references import new_reference


@dataclass(frozen=True)
class Ground:
    """What the profile and the places say that every new enquiry needs, read once."""

    target_hours: int
    source_types: Mapping[str, SourceType]
    localities: Mapping[str, Locality]

    @classmethod
    def now(cls) -> "Ground":
        """Return the ground of the profile in force."""
        profile = profiles.current()
        return cls(
            target_hours=profile.clocks.screening_hours,
            source_types={kind.code: kind.source_type for kind in profile.agency_types},
            localities={locality.code: locality for locality in Locality.objects.all()},
        )

    def source_type(self, new: NewEnquiry) -> SourceType | Literal[""]:
        """Return the source an enquiry counts under: said, else the family, else its organisation's kind."""
        enquirer = new.enquirer
        if enquirer.source_type is not None:
            return enquirer.source_type
        if enquirer.by_family:
            return SourceType.FAMILY
        if enquirer.organisation is not None:
            return self.source_types.get(enquirer.organisation.agency_type, SourceType.OTHER)
        return SourceType.OTHER

    def locality(self, new: NewEnquiry) -> Locality | None:
        """Return the locality an enquiry belongs to, `None` where no postcode tells."""
        if new.locality is not None:
            return new.locality
        for postcode in (new.said.postcode, *(person.postcode for person in new.people)):
            found = places.locate(postcode).locality_code if postcode else None
            if found:
                return self.localities.get(found)
        return None


def enquiry_row(new: NewEnquiry, *, ground: Ground, at: datetime, by: Practitioner | None) -> Enquiry:
    """Return the row of a new enquiry, keyed at `at` by `by`, not saved."""
    due = screening_due(new.received_at, ground.target_hours)
    return Enquiry(
        reference=new_reference(PREFIX),
        received_at=new.received_at,
        keyed_at=at,
        keyed_by=by,
        channel=new.channel,
        urgency=new.urgency,
        target_at=due,
        due_at=due,
        source_type=ground.source_type(new),
        locality=ground.locality(new),
        transfer_kind=new.transfer_kind or "",
        transfer_from=new.transfer_from,
        proposed_lead=new.proposed_lead,
        imported_ref=new.imported_ref,
        **_enquirer_columns(new),
        **_said_columns(new),
    )


def _enquirer_columns(new: NewEnquiry) -> dict[str, Any]:
    enquirer = new.enquirer
    return {
        "enquirer": enquirer.practitioner,
        "source_organisation": enquirer.organisation,
        "source_name": enquirer.source_name,
        "enquirer_name": enquirer.name,
        "enquirer_role": enquirer.role,
        "enquirer_phone": enquirer.phone,
        "enquirer_email": enquirer.email,
        "by_family": enquirer.by_family,
        "safe_to_ring": enquirer.safe_to_ring,
        "safe_to_text": enquirer.safe_to_text,
        "safe_to_write": enquirer.safe_to_write,
        "safe_to_leave_message": enquirer.safe_to_leave_message,
        "contact_note": enquirer.contact_note,
    }


def _said_columns(new: NewEnquiry) -> dict[str, Any]:
    said = {name: getattr(new.said, name) for name in new.said.__dataclass_fields__}
    return said | {"needs": list(new.said.needs)}


def person_rows(new: NewEnquiry, enquiry: Enquiry) -> list[EnquiryPerson]:
    """Return the rows of the people an enquiry names, in the order they were named, not saved."""
    return [
        EnquiryPerson(
            enquiry=enquiry,
            position=position,
            **{name: getattr(person, name) for name in person.__dataclass_fields__},
        )
        for position, person in enumerate(new.people)
    ]


def event(kind: str, enquiry: Enquiry, *, at: datetime, by: Practitioner | None, **data: Any) -> NewEvent:
    """Return the event of a deed done to an enquiry; without a practitioner a family's own enquiry is its own deed."""
    family_did_it = by is None and enquiry.by_family and kind == events.RECEIVED
    return NewEvent(
        kind=kind,
        at=at,
        by=by,
        actor_kind=ActorKind.FAMILY if family_did_it else None,
        family=enquiry.family_id,
        subject=enquiry,
        data={"reference": enquiry.reference, **data},
    )


def received_event(enquiry: Enquiry, by: Practitioner | None) -> NewEvent:
    """Return the event of a receipt: dated when the enquiry was received, saying when it was keyed."""
    return event(
        events.RECEIVED,
        enquiry,
        at=enquiry.received_at,
        by=by,
        channel=enquiry.channel,
        source_type=enquiry.source_type,
        keyed_at=enquiry.keyed_at,
    )


def linked_events(
    enquiry: Enquiry, rows: Sequence[EnquiryPerson], *, at: datetime, by: Practitioner | None
) -> list[NewEvent]:
    """Return the events of a link: one for the family, and one for each person matched or written down."""
    linked = event(
        events.LINKED, enquiry, at=at, by=by, received_at=enquiry.received_at, channel=enquiry.channel
    )
    matched = [
        NewEvent(
            kind=events.PERSON_MATCHED,
            at=at,
            by=by,
            family=enquiry.family_id,
            person=row.person_id,
            subject=row,
            data={"enquiry": enquiry.pk, "reference": enquiry.reference},
        )
        for row in rows
    ]
    return [linked, *matched]


def checked_event(check: Check) -> NewEvent:
    """Return the event of an answered check."""
    return event(
        events.CHECKED, check.enquiry, at=check.at, by=check.by, check=check.kind, answer=check.answer
    )


def decided_event(decision: Decision) -> NewEvent:
    """Return the event of a decision, the first or a later one."""
    kind = events.DECIDED if decision.number == 1 else events.REDECIDED
    return event(
        kind,
        decision.enquiry,
        at=decision.decided_at,
        by=decision.decided_by,
        decision=decision.pk,
        outcome=decision.outcome,
        leads_to=decision.leads_to,
        level=decision.level,
    )


def decision_row(
    enquiry: Enquiry, ruling: Ruling, leads_to: LeadsTo, *, number: int, at: datetime, by: Practitioner | None
) -> Decision:
    """Return the row of a decision, not saved."""
    return Decision(
        enquiry=enquiry,
        number=number,
        outcome=ruling.outcome,
        leads_to=leads_to,
        level=ruling.level,
        reason=ruling.reason,
        words_for_enquirer=ruling.words_for_enquirer,
        made_with_enquirer=ruling.made_with_enquirer,
        involvement=ruling.involvement,
        decided_at=at,
        decided_by=by,
    )


def facts(
    enquiry: Enquiry, decision: Decision, *, first_of_link: bool
) -> tuple[list[NewLevel], list[NewNeed]]:
    """Return what a decision says about its family: the level of need and, once, the needs the enquirer named."""
    if enquiry.family_id is None:
        return [], []
    day = local_day(decision.decided_at)
    levels = (
        [NewLevel(family_id=enquiry.family_id, level=decision.level, occasion=Occasion.SCREENING, on=day)]
        if decision.level is not None
        else []
    )
    needs = [
        NewNeed(family_id=enquiry.family_id, code=code, source=Source.ENQUIRY, on=day)
        for code in enquiry.needs
        if first_of_link
    ]
    return levels, needs


def told_event(telling: Telling) -> NewEvent:
    """Return the event of a telling."""
    return event(
        events.TOLD,
        telling.enquiry,
        at=telling.told_at,
        by=telling.by,
        decision=telling.decision_id,
        how=telling.how,
    )
