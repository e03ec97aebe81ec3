"""Cases with who leads them, from `cases.csv`; and how the closed ones ended, once all that was done in them is there."""

from datetime import date
from uuid import UUID

from baton.casework.actions import bulk, bulk_meeting, ending
from baton.casework.actions.ending import Ending
from baton.casework.actions.values import Lead, NewCase
from baton.casework.models import Case, CaseSpan
from baton.casework.rules.case import Origin
from baton.core.bulk import update
from baton.frontdoor.models import Decision
from baton.frontdoor.rules.decision import AWAITS_CASE
from baton.integrations.actions import writing_enquiries
from baton.integrations.actions.names import squeezed
from baton.integrations.actions.target import Target
from baton.integrations.rules.legacy import gaps
from baton.integrations.rules.legacy.register import enters_register
from baton.integrations.rules.legacy.rows import Row
from baton.integrations.rules.legacy.tables import CASES
from baton.partnership import profiles
from baton.partnership.models import ProfileVersion
from baton.partnership.rules.profile_codes import LeadAgencyType, ObjectivesMet
from baton.people.actions import bulk as facts
from baton.people.actions.records import NewLevel
from baton.people.rules.facts import Occasion


def write(target: Target) -> None:
    """Open the new cases, in the register where they belong there."""
    rows = target.of(CASES)
    if not rows:
        return
    version = profiles.version_now()
    decisions = writing_enquiries.decisions(target)
    used = _used(decisions)
    new = []
    for row in rows:
        decision = decisions.get(row["enquiry_id"])
        free = decision if decision and decision.pk not in used and decision.leads_to in AWAITS_CASE else None
        if free:
            used.add(free.pk)
        new.append(_case(target, row, version, free))
    written = bulk.open_many(new, by=None, at=target.at)
    for row, case in zip(rows, written, strict=True):
        target.cases[row["case_id"]] = case
        target.wrote(row, case)
    _levels(target)


def _used(decisions: dict[str, Decision]) -> set[UUID]:
    """Return the decisions from which an earlier import opened a case: each opens one."""
    ids = [decision.pk for decision in decisions.values()]
    return set(Case.objects.filter(decision__in=ids).values_list("decision_id", flat=True))


def _case(target: Target, row: Row, version: ProfileVersion, free: Decision | None) -> NewCase:
    """Return the case of a row. What an older system kept as a case is one, whatever its enquiry was decided to need."""
    opened = gaps.opened_on(row, target.index, target.today)
    family = target.families[row["family_id"]]
    registered = enters_register(row, opened, target.index, target.today)
    return NewCase(
        family=family,
        profile=version,
        origin=Origin(row["origin"] or Origin.ENQUIRY),
        opened_on=opened,
        enquiry=target.enquiries.get(row["enquiry_id"]),
        decision=free,
        locality=target.locality(row.text("locality")) or family.locality,
        level=row["level_at_allocation"],
        lead=_lead(target, row, opened),
        register_on=opened if registered else None,
        imported_ref=target.ref(row["case_id"]),
    )


def _lead(target: Target, row: Row, opened: date) -> Lead | None:
    """Return who leads; `None` where no name, no type of agency and no day of allocation says that anybody does."""
    agency, person = squeezed(row.text("lead_agency")), squeezed(row.text("lead_practitioner"))
    if not (agency or person or row["lead_agency_type"] or row["allocated_on"]):
        return None
    organisation = target.names.organisation(agency)
    found = target.names.practitioner(person, agency)
    return Lead(
        from_on=row["allocated_on"] or opened,
        practitioner=found[0] if found else None,
        organisation=found[1] if found else organisation,
        imported_practitioner="" if found else person,
        imported_organisation="" if organisation or found else agency,
        agency_type=LeadAgencyType(row["lead_agency_type"]) if row["lead_agency_type"] else "",
        day_known=row["allocated_on"] is not None,
    )


def _levels(target: Target) -> None:
    """Keep the level at allocation of cases that nobody leads, which no allocation brought."""
    changed, levels = [], []
    open_ones = CaseSpan.objects.current().filter(case__in=target.cases.values())
    spans = {span.case_id: span for span in open_ones}
    for row in target.of(CASES):
        case, level = target.cases[row["case_id"]], row["level_at_allocation"]
        span = spans[case.pk]
        if level is None or span.level_at_allocation is not None:
            continue
        span.level_at_allocation = level
        changed.append(span)
        occasion, on = Occasion.ALLOCATION, case.opened_on
        levels.append(
            NewLevel(family_id=case.family_id, level=level, occasion=occasion, on=on, case_id=case.pk)
        )
    update(changed, ["level_at_allocation"])
    facts.record_levels(levels, by=None, at=target.at)


def close(target: Target) -> None:
    """Close the new cases that were closed, and let the open ones owe their next meeting."""
    endings, still_open = [], []
    for row in target.of(CASES):
        case = target.cases[row["case_id"]]
        if row["closed_on"] is None:
            still_open.append(case)
        else:
            endings.append(_ending(row, case))
    ending.write(endings, by=None, at=target.at)
    bulk_meeting.owe_meetings(still_open, at=target.at)


def _ending(row: Row, case: Case) -> Ending:
    return Ending(
        case=case,
        closed_on=row["closed_on"],
        reason=row.text("closure_reason"),
        objectives=ObjectivesMet(row["objectives_met"]) if row["objectives_met"] else None,
        level=row["level_at_closure"],
    )
