"""The whole story of the demonstration: seeded, so that the same seed and day tell it again."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from random import Random
from uuid import UUID

from baton.demo.rules import cases as case_rules
from baton.demo.rules import enquiries as enquiry_rules
from baton.demo.rules import figures, leads, partners, ramp, staged, teams, turns
from baton.demo.rules.cases import CaseStory
from baton.demo.rules.chance import one_of
from baton.demo.rules.enquiries import EnquiryStory
from baton.demo.rules.household import Household, Somebody, household
from baton.demo.rules.partners import Ground, Partner, Worker
from baton.partnership.rules.roles import Role

SEED = 2016
SHARED = 40
"""One father in so many belongs to two families (ours)."""

SEALED = 3


@dataclass(frozen=True)
class Story:
    """Everything the loading writes."""

    today: date
    now: datetime
    partners: list[Partner]
    workers: list[Worker]
    households: list[Household]
    enquiries: list[EnquiryStory]
    cases: list[CaseStory]
    shared: list[tuple[Somebody, Household]]
    """People who belong to a second family too: a father of one, living with another."""
    sealed: list[Household]

    @cached_property
    def by_id(self) -> dict[UUID, Household]:
        """The families by id."""
        return {one.id: one for one in self.households}


class Teller:
    """Draws the story, part by part."""

    def __init__(self, ground: Ground, *, now: datetime, families: int, seed: int) -> None:
        self.chance, self.seed = Random(seed), seed
        self.ground, self.now, self.today = ground, now, now.date()
        self.scale = families / figures.FAMILIES
        self.families = families
        self.last = ramp.last_month(self.today)[1]
        self.partners = partners.partners(ground)
        count = max(figures.FEWEST_PRACTITIONERS, round(figures.PRACTITIONERS * min(1, self.scale)))
        self.workers = partners.workers(self.chance, ground, self.partners, count)
        self.schools = self._schools()
        self.households: list[Household] = []
        self.enquiries: list[EnquiryStory] = []
        self.cases: list[CaseStory] = []

    def tell(self) -> Story:
        """Draw everything in its order."""
        self._receive()
        self._give_families()
        self._open()
        staged.add(self)
        self._lead()
        self._point_to_cases()
        return Story(
            today=self.today,
            now=self.now,
            partners=self.partners,
            workers=self.workers,
            households=self.households,
            enquiries=sorted(self.enquiries, key=lambda one: one.received_at),
            cases=sorted(self.cases, key=lambda one: (one.opened_on, str(one.id))),
            shared=self._shared(),
            sealed=self._sealed(),
        )

    def family(self) -> Household:
        """Draw a family and keep it."""
        found = household(self.chance, self.today, dict(self.ground.postcodes), self.schools)
        self.households.append(found)
        return found

    def apart(self, name: str) -> Random:
        """Return chance of its own for a part of the story, so that it changes nothing of the others."""
        return Random(f"{self.seed} {name}")

    def _shared(self) -> list[tuple[Somebody, Household]]:
        """Return fathers of one family with a second one in which they live."""
        fathers = [one for home in self.households for one in home.adults if one.kind == "father"]
        count = max(1, len(fathers) // SHARED)
        homes = [home for home in self.households if len(home.adults) == 1]
        pairs = zip(self.chance.sample(fathers, count), self.chance.sample(homes, count), strict=True)
        return list(pairs)

    def _sealed(self) -> list[Household]:
        """Return the families whose records are sealed: such as have no case that somebody works on now."""
        busy = {case.household.id for case in self.cases if case.is_open}
        quiet = [home for home in self.households if home.id not in busy and home.restriction == "open"]
        return self.chance.sample(quiet, min(SEALED, len(quiet) // 10))

    def _schools(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for partner in self.partners:
            if partner.agency_type == "school" and partner.locality:
                found[partner.locality].append(partner.code)
        return found

    def _receive(self) -> None:
        kinds = {partner.code: self.ground.agency_types[partner.agency_type] for partner in self.partners}
        by_source: dict[str, list[Worker]] = defaultdict(list)
        for worker in self.workers:
            if worker.roles & {Role.PRACTITIONER, Role.TEAM_MANAGER}:
                by_source[kinds[worker.organisation].source_type].append(worker)
        screeners = [worker.email for worker in self.workers if Role.HUB_SCREENER in worker.roles]
        arrivals = self.apart("arrivals")
        for month in ramp.months(self.today, self.scale):
            for one in enquiry_rules.received(self.chance, month):
                enquiry_rules.screen(self.chance, one, screeners, self.now)
                enquiry_rules.sent_by(self.chance, one, by_source)
                turns.arrive(arrivals, one)
                self.enquiries.append(one)

    def _give_families(self) -> None:
        """Give each enquiry its family: linked where the outcome needs one, else to as many as make up the number."""
        for _ in range(round(figures.REGISTER * self.scale)):
            self.cases.append(case_rules.from_register(self.chance, self.family(), self.today))
        helped = [one for one in self.enquiries if one.outcome in ("assessment", "single_agency")]
        for one in helped:
            one.household, one.linked = self.family(), one.decided_at is not None
        others = [one for one in self.enquiries if one.outcome not in enquiry_rules.KNOWN]
        wanted = max(0, min(len(others), self.families - len(self.households)))
        linked = set(self.chance.sample(range(len(others)), wanted))
        for number, one in enumerate(others):
            if number in linked:
                one.household, one.linked = self.family(), one.decided_at is not None
            else:
                one.mentions = household(self.chance, self.today, dict(self.ground.postcodes), self.schools)

    def _open(self) -> None:
        helped = [one for one in self.enquiries if one.outcome in ("assessment", "single_agency")]
        opened = [case_rules.from_enquiry(self.chance, one, self.today) for one in helped]
        new = [case for case in opened if case is not None]
        full = [case for case in new if case.support == "full"]
        single = [case for case in new if case.support != "full"]
        active = round(figures.ACTIVE * self.scale) - len(self.cases)
        case_rules.end_some(self.chance, full, active, self.last, self.today)
        case_rules.end_some(self.chance, single, 0, self.last, self.today)
        self.cases += new
        all_full = [case for case in self.cases if case.support == "full"]
        case_rules.assess(self.chance, all_full, self.last, self.today)
        for month in ramp.months(self.today, self.scale):
            count = figures.STEP_UPS if month.back == 1 else figures.STEP_UPS_BEFORE
            case_rules.step_up(self.chance, full, month.first, month.last, round(count * self.scale))
        if self.ground.holds:
            case_rules.rest(self.apart("resting"), full, self.today)
        for case in self.cases:
            case_rules.meet(self.chance, case, self.today)

    def _lead(self) -> None:
        staff = leads.Staff(self.ground, self.partners, self.workers)
        leads.name_leads(self.chance, self.cases, staff)
        by_place: dict[str, Sequence[str]] = defaultdict(list)
        for worker in self.workers:
            for place in worker.localities if Role.COORDINATOR in worker.roles else ():
                by_place[place] = [*by_place[place], worker.email]
        for case in self.cases:
            if case.support == "full" and not case.coordinator:
                case.coordinator = one_of(self.chance, by_place[case.household.locality])
        turns.add(self, staff)
        teams.add(self)

    def _point_to_cases(self) -> None:
        """Let information about open cases be about cases that were open when it was decided."""
        open_ones = [case for case in self.cases if case.lead]
        for one in self.enquiries:
            if one.outcome != "existing_case":
                continue
            day = (one.decided_at or one.received_at).date()
            then = [
                case for case in open_ones if case.open_on(day) and case.opened_on < one.received_at.date()
            ]
            if not then:
                one.outcome = "advice"
                one.mentions = household(self.chance, self.today, dict(self.ground.postcodes), self.schools)
                continue
            one.household = one_of(self.chance, then).household
            one.linked = one.decided_at is not None


def tell(ground: Ground, *, now: datetime, families: int = figures.FAMILIES, seed: int = SEED) -> Story:
    """Tell the story up to `now`: so many families, their enquiries and cases, and who helps them."""
    return Teller(ground, now=now, families=families, seed=seed).tell()
