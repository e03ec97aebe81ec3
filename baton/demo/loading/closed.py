"""Records that are closed to somebody: for whom they know, and those opened all the same in an emergency."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from baton.demo.loading.cases import oldest_first
from baton.demo.loading.families import first_known
from baton.demo.loading.world import World
from baton.demo.rules.cases import CaseStory
from baton.demo.rules.household import Somebody
from baton.demo.rules.partners import Worker
from baton.demo.rules.staged import PRACTITIONER
from baton.partnership.rules.roles import Role
from baton.people.actions import break_glass, conflict, declaration, keys
from baton.people.actions import family as families
from baton.people.actions.declaration import NewDeclaredPerson
from baton.people.models import Family
from baton.people.rules import break_glass as glass
from baton.people.rules.conflict import Tie, Verdict
from baton.people.rules.restriction import Restriction


@dataclass(frozen=True)
class Declared:
    """Somebody of a family whom a colleague of its lead practitioner may not see, and what was decided of it."""

    tie: Tie
    days: int
    """Ago."""
    verdict: Verdict | None = None
    note: str = ""


DECLARED = (
    Declared(Tie.RELATIVE, 1),
    Declared(Tie.NEIGHBOUR, 2),
    Declared(
        Tie.RELATIVE,
        9,
        Verdict.CONFIRMED,
        "Their manager knows of it: they are cousins and see each other often.",
    ),
    Declared(
        Tie.FRIEND, 15, Verdict.LIFTED, "Somebody else of this name: the friend lives in another county."
    ),
)
"""Two wait to be judged, one stays closed, one was opened again."""

WHY_RESTRICTED = "A parent works at one of the schools. Only those who work with the family need to see it."


@dataclass(frozen=True)
class Opened:
    """A restricted record opened in an emergency, by whom and when, and what was found of it."""

    by: str
    days: int
    """Ago, in the evening."""
    note: str
    found: str = ""


OPENED = (
    Opened(
        "hub.manager", 1, "The school rings: nobody has come for the youngest, and the lead does not answer."
    ),
    Opened("liaison", 2, "A hospital asks at once who looks after the children tonight."),
    Opened(
        "hub.manager",
        8,
        "Police stand at the door and ask whom they may ring.",
        found="Rang the police desk and the manager. It was right to look, and only the telephone number was read.",
    ),
)
"""Two are to be looked at, one was."""

RESTRICTED_SINCE = timedelta(weeks=3)


def load(world: World) -> None:
    """Let colleagues declare people of families, and open restricted records in an emergency."""
    _declare(world)
    _open(world)


def _declare(world: World) -> None:
    led = [case for case in oldest_first(world.helped(), world.story.today) if case.lead == PRACTITIONER]
    for said, case, worker in zip(DECLARED, led, _colleagues(world, led), strict=False):
        by, moment = world.practitioners[worker.email], world.story.now - timedelta(days=said.days)
        known = _first_born(case)
        named = NewDeclaredPerson(said.tie, known.given, known.family, known.born)
        declaration.declare(people=[named], by=by, at=moment)
        (found,) = conflict.close_found(people=keys.read([known.id]), at=moment)
        if said.verdict is not None:
            conflict.review(
                conflict=found,
                verdict=said.verdict,
                note=said.note,
                expected_version=found.version,
                by=world.sign_in("safeguarding"),
                at=moment + timedelta(days=1),
            )


def _first_born(case: CaseStory) -> Somebody:
    """Return the first adult of a family: everybody who is one has a date of birth."""
    return case.household.adults[0]


def _colleagues(world: World, cases: list[CaseStory]) -> Iterator[Worker]:
    """Give practitioners who do nothing in these cases, those of the lead practitioner's own school first."""
    home = world.sign_in("practitioner").main_organisation()
    busy = {mate.email for case in cases for mate in case.team} | {PRACTITIONER}
    free = [one for one in world.story.workers if Role.PRACTITIONER in one.roles and one.email not in busy]
    yield from sorted(free, key=lambda one: world.organisations[one.organisation] != home)


def _open(world: World) -> None:
    rule = world.profile.restricted_records.break_glass
    reasons = [one.code for one in rule.reasons if one.offered]
    may = [one for one in OPENED if glass.may_break(world.sign_in(one.by).roles(), rule)]
    for one, row in zip(may, _kept_close(world), strict=False):
        moment = (world.story.now - timedelta(days=one.days)).replace(hour=19, minute=5)
        use = break_glass.open_(
            family=row, reason=reasons[0], note=one.note, by=world.sign_in(one.by), at=moment
        )
        if one.found:
            break_glass.review(
                use=use,
                verdict=glass.Verdict.JUSTIFIED,
                note=one.found,
                by=world.sign_in("safeguarding"),
                at=use.to_at + timedelta(hours=14),
            )


def _kept_close(world: World) -> Iterator[Family]:
    """Restrict families with whom nobody works now, known for longer than that, one after the other."""
    busy = {case.household.id for case in world.story.cases if case.is_open}
    sealed = {home.id for home in world.story.sealed}
    moment = world.story.now - RESTRICTED_SINCE
    for pk, day in first_known(world).items():
        row = world.families[pk]
        if day < moment.date() and pk not in busy | sealed and row.restriction == Restriction.OPEN:
            yield families.restrict(
                family=row,
                reason=WHY_RESTRICTED,
                expected_version=row.version,
                by=world.sign_in("safeguarding"),
                at=moment,
            )
