"""Many cases at once: what an import or the demonstration brings. The single actions are these, for one.

Rules of practice (consent first, who may lead, case limits) are not asked here: old data breaks them all
(contract of the import). The database's constraints hold.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from baton.casework.actions import assessing, findings, opening
from baton.casework.actions.values import NewAssessment, NewCase
from baton.casework.models import Assessment, Case, Duty
from baton.casework.rules.assessment import AssessmentState
from baton.casework.rules.duty import DutyKind
from baton.core.bulk import insert
from baton.core.wall import deed
from baton.journal import record_many
from baton.partnership.models import Practitioner
from baton.people.actions import bulk as facts


@deed
def open_many(new: Sequence[NewCase], *, by: Practitioner | None, at: datetime) -> list[Case]:
    """Open many cases as `case.open_from_decision` and `case.open_for_register` open one, in the order given."""
    return opening.write(new, by=by, at=at)


@deed
def assess_many(new: Sequence[NewAssessment], *, by: Practitioner | None, at: datetime) -> list[Assessment]:
    """Save many assessments with parts, duties, findings and events, as far as each of them went, in the order given."""
    numbers = _numbers({one.case.pk for one in new})
    rows = []
    for one in new:
        numbers[one.case.pk] += 1
        rows.append(assessing.assessment_row(one, numbers[one.case.pk]))
    insert(rows)
    pairs = list(zip(new, rows, strict=True))
    insert([part for one, row in pairs for part in assessing.part_rows(one, row, at)])
    insert([sent for one, row in pairs for sent in assessing.submission_rows(one, row)])
    started = {row.case_id for row in rows}
    Duty.objects.open().filter(case__in=started, kind=DutyKind.START_ASSESSMENT).update(done_at=at)
    insert([duty for one, row in pairs for duty in assessing.duty_rows(one, row, at)])
    facts.give_grants([given for one, row in pairs for given in assessing.grants(one, row)], by=by, at=at)
    record_many(event for one, row in pairs for event in assessing.events_of(one, row, by, at))
    findings.state([row for row in rows if row.state == AssessmentState.AUTHORISED], by=by, at=at)
    return rows


def _numbers(case_ids: set[UUID]) -> Counter[UUID]:
    return Counter(Assessment.objects.filter(case__in=case_ids).values_list("case_id", flat=True))
