"""Who leads which case: kinds of agency in W's shares, practitioners within their case limits."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from random import Random

from baton.demo.rules import figures
from baton.demo.rules.cases import CaseStory
from baton.demo.rules.chance import deck, one_of
from baton.demo.rules.partners import Ground, Partner, Worker
from baton.partnership.rules.roles import Role

INSTEAD = "council_family_support"
"""Leads where the partnership has no organisation of a kind."""

GROUP = 60
"""So many cases in a row share out the kinds evenly, so that any long enough time shows the shares."""


class Staff:
    """Those who may lead, by kind of lead agency, and how many open cases each leads."""

    def __init__(self, ground: Ground, organisations: Sequence[Partner], workers: Sequence[Worker]) -> None:
        kinds = {partner.code: ground.agency_types[partner.agency_type] for partner in organisations}
        self.limits: dict[str, int] = {}
        self.loads: Counter[str] = Counter()
        self.by_type: dict[str, list[Worker]] = defaultdict(list)
        self.organisations: dict[str, list[str]] = defaultdict(list)
        for partner in organisations:
            if kinds[partner.code].may_lead:
                self.organisations[kinds[partner.code].lead_agency_type].append(partner.code)
        for worker in workers:
            kind = kinds[worker.organisation]
            if kind.may_lead and Role.PRACTITIONER in worker.roles:
                self.by_type[kind.lead_agency_type].append(worker)
                self.limits[worker.email] = kind.case_limit

    def known(self, kind: str) -> str:
        """Return the kind, or the one that leads instead where nobody of it is there."""
        return kind if self.by_type.get(kind) else INSTEAD

    def free(self, chance: Random, kind: str) -> Worker | None:
        """Return somebody of a kind of agency with room for one more open case."""
        room = [one for one in self.by_type[kind] if self.loads[one.email] < self.limits[one.email]]
        return one_of(chance, room) if room else None


def name_leads(chance: Random, cases: Sequence[CaseStory], staff: Staff) -> None:
    """Name who leads each case, the earliest first; ended ones count towards nobody's limit."""
    staff.loads.update(case.lead for case in cases if case.lead and case.is_open)
    cases = [case for case in cases if not case.lead]
    full = [case for case in cases if case.support == "full"]
    kinds: list[str] = []
    while len(kinds) < len(full):
        kinds += deck(chance, figures.LEADS, min(GROUP, len(full) - len(kinds)))
    for case, kind in zip(
        sorted(full, key=lambda case: (case.over_on is None, case.opened_on)), kinds, strict=True
    ):
        _name(chance, case, staff.known(kind), staff)
    for case in cases:
        if case.support != "full":
            _name(chance, case, staff.known(_one_service(case)), staff)


def _one_service(case: CaseStory) -> str:
    source = case.enquiry.source if case.enquiry else ""
    return {"school": "school", "health": "health", "voluntary": "voluntary"}.get(source, INSTEAD)


def _name(chance: Random, case: CaseStory, kind: str, staff: Staff) -> None:
    case.lead_type = kind
    worker = None if case.in_register else staff.free(chance, kind)
    if worker is None:
        case.organisation = one_of(chance, staff.organisations[kind])
        return
    case.organisation, case.lead = worker.organisation, worker.email
    if case.over_on is None:
        staff.loads[worker.email] += 1
