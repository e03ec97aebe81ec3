"""Cases: opened, assessed, ended, each on its day."""

from collections.abc import Iterable
from datetime import date

from baton.casework.actions import bulk, closure, ending, transfer
from baton.casework.actions.case import DIRECTIONS
from baton.casework.actions.closure import NewLead
from baton.casework.actions.ending import Ending
from baton.casework.actions.values import Lead, NewAssessment, NewCase, Returned
from baton.casework.models import Case
from baton.casework.rules.case import Origin, Support
from baton.casework.rules.register import Disposal
from baton.demo.loading import parts, progress, words
from baton.demo.loading.world import World, by_week
from baton.demo.rules.cases import AssessmentStory, CaseStory
from baton.demo.rules.chance import at
from baton.demo.rules.enquiries import EnquiryStory
from baton.partnership.models import Practitioner
from baton.partnership.rules.profile_codes import ClosureCode, LeadAgencyType, ObjectivesMet

WHAT_NEXT = "School and the family’s own people carry on; the family knows how to come back."
FAMILY_VIEW = "It helped to tell it once, and to have one person who kept in touch."
NO_READING = "The family had left before the last meeting."


def load(world: World) -> None:
    """Open every case in the week of its day."""
    by = world.sign_in("hub.manager")
    for day, found in by_week(world.story.cases, lambda case: case.opened_on):
        rows = bulk.open_many([_new(world, case) for case in found], by=by, at=world.late_on(day))
        world.cases |= {case.id: row for case, row in zip(found, rows, strict=True)}
    for case in world.story.cases:
        if case.enquiry is not None and case.enquiry.transfer:
            _arrive(world, case, case.enquiry)


def _arrive(world: World, case: CaseStory, enquiry: EnquiryStory) -> None:
    """Record the transfer by which a case came."""
    row = world.cases[case.id]
    assert enquiry.decided_at is not None
    assert row.enquiry is not None
    transfer.record_arrival(
        case=row,
        enquiry=row.enquiry,
        direction=DIRECTIONS[Origin(row.origin)],
        from_words=row.enquiry.transfer_from,
        requested_at=enquiry.received_at,
        accepted_at=enquiry.decided_at,
        reason=words.WHY["assessment"],
        by=world.sign_in("hub.manager"),
        at=world.late_on(case.opened_on),
    )


def _new(world: World, case: CaseStory) -> NewCase:
    enquiry = world.enquiries.get(id(case.enquiry))
    return NewCase(
        id=case.id,
        family=world.families[case.household.id],
        profile=world.version,
        origin=Origin(case.origin),
        opened_on=case.opened_on,
        support=Support(case.support),
        enquiry=enquiry,
        decision=world.decisions.get(enquiry.pk) if enquiry else None,
        locality=world.localities[case.household.locality],
        coordinator=world.who(case.coordinator),
        level=case.level,
        lead=_lead(world, case),
        register_on=case.opened_on if case.in_register else None,
    )


def _lead(world: World, case: CaseStory) -> Lead:
    return Lead(
        from_on=case.opened_on,
        practitioner=world.who(case.lead),
        organisation=world.organisations[case.organisation],
        imported_practitioner=case.once_led_by,
        agency_type=LeadAgencyType(case.lead_type),
    )


def assess(world: World) -> None:
    """Write every assessment as far as it went, on the day of its last step."""
    cases = [case for case in world.story.cases if case.assessment is not None]
    for day, found in by_week(cases, lambda case: case.assessment.last_day):
        new = [_assessment(world, case) for case in found]
        bulk.assess_many(new, by=None, at=world.late_on(day))


def _assessment(world: World, case: CaseStory) -> NewAssessment:
    story, lead = case.assessment, world.who(case.lead)
    assert story is not None
    authorised = story.authorised_at is not None
    manager = world.manager_of(case.organisation)
    reader = manager if lead is None or manager.pk != lead.pk else world.sign_in("coordinator")
    return NewAssessment(
        case=world.cases[case.id],
        started_on=story.started_on,
        started_at=at(story.started_on, 9, 30),
        started_by=lead,
        returned=_returned(story, lead, reader),
        submitted_at=story.submitted_at,
        submitted_by=lead if story.submitted_at else None,
        reader=(world.who(story.reader) or reader) if story.submitted_at and not authorised else None,
        authorised_at=story.authorised_at,
        authorised_by=reader if authorised else None,
        organisation=world.organisations[case.organisation],
        parts=parts.written(world, case),
    )


def _returned(story: AssessmentStory, lead: Practitioner | None, reader: Practitioner) -> Returned | None:
    if story.returned is None:
        return None
    sent, back = story.returned
    why = words.CHANGE[sent.toordinal() % len(words.CHANGE)]
    return Returned(submitted_at=sent, submitted_by=lead, returned_at=back, returned_by=reader, reason=why)


def end(world: World) -> None:
    """Close every case that ended, on its day."""
    progress.step_up(world)
    ended = [case for case in world.story.cases if case.over_on is not None]
    for day, found in by_week(ended, lambda case: case.over_on):
        ending.write([_ending(world, case) for case in found], by=None, at=world.late_on(day))


def reopen(world: World) -> None:
    """Open some closed cases again, each on its day with somebody who leads it."""
    by = world.sign_in("hub.manager")
    for case in world.story.cases:
        if case.reopened is None:
            continue
        lead = world.practitioners[case.reopened.lead]
        row = Case.objects.get(pk=case.id)
        world.cases[case.id] = closure.reopen(
            case=row,
            reason=words.AGAIN,
            level=case.level,
            lead=NewLead(practitioner=lead, organisation=world.organisations[case.reopened.organisation]),
            expected_version=row.version,
            by=by,
            at=at(case.reopened.on, 10, 15),
        )


def _ending(world: World, case: CaseStory) -> Ending:
    story = case.ended
    if story is None:
        return _taken_over(world, case)
    left = story.reason in ("no_engagement", "family_withdrew", "moved_away")
    return Ending(
        case=world.cases[case.id],
        closed_on=story.on,
        reason=story.reason,
        objectives=ObjectivesMet(story.objectives) if story.objectives else None,
        level=story.level,
        what_next=WHAT_NEXT,
        family_view="" if left else FAMILY_VIEW,
        not_asked_reason=NO_READING if left else "",
        readings_reason=NO_READING if left else "",
    )


def _taken_over(world: World, case: CaseStory) -> Ending:
    assert case.over_on is not None
    return Ending(
        case=world.cases[case.id],
        closed_on=case.over_on,
        reason=ClosureCode.STEP_UP,
        objectives=ObjectivesMet.SOME,
        level=4,
        what_next="Social care leads from here; the school stays in touch.",
        not_asked_reason=NO_READING,
        readings_reason=NO_READING,
        disposal=Disposal.REFERRED,
    )


def oldest_first(cases: Iterable[CaseStory], day: date) -> list[CaseStory]:
    """Return the cases open on a day, the oldest first."""
    return sorted((case for case in cases if case.open_on(day)), key=lambda case: case.opened_on)
