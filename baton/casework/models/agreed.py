"""In which of several cases the family has agreed to the help, or it goes on without; nothing here writes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from baton.casework.models.agreement import SafeguardingBasis
from baton.casework.rules.agreement import ServiceAnswer, service_agreed
from baton.people.models import Agreement
from baton.people.rules.facts import AgreementStatus, Capacity, Purpose


def agreed_to_help(cases: Collection[UUID]) -> frozenset[UUID]:
    """Return those of some cases whose assessment may start (`rules.agreement.start_blockers`). Two queries."""
    answers: dict[UUID | None, list[ServiceAnswer]] = defaultdict(list)
    rows = Agreement.objects.in_force().filter(case_id__in=cases, purpose=Purpose.SERVICE)
    for case, person, status, capacity in rows.values_list("case_id", "person_id", "status", "capacity"):
        right = Capacity(capacity) if capacity else None
        answers[case].append(ServiceAnswer(person, AgreementStatus(status), right))
    without = SafeguardingBasis.objects.filter(case__in=cases, ended_at=None).values_list(
        "case_id", flat=True
    )
    return frozenset(case for case in cases if service_agreed(answers[case])) | frozenset(without)
