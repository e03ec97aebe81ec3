"""Writes the whole story, step by step, in one transaction: it is there whole or not at all."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from baton import journal
from baton.demo.events import LOADED
from baton.demo.loading import (
    asked,
    cases,
    closed,
    documents,
    enquiries,
    families,
    messages,
    partners,
    progress,
    teams,
    waiting,
    workforce,
)
from baton.demo.loading.ground import ground_of
from baton.demo.loading.world import World
from baton.demo.rules import figures
from baton.demo.rules import story as stories
from baton.demo.rules.enquiries import EnquiryStory
from baton.partnership import profiles

Step = Callable[[str], None]
STEPS = (
    "organisations and people who sign in",
    "families",
    "enquiries",
    "cases",
    "information about open cases",
    "agreements",
    "teams",
    "assessments",
    "plans",
    "meetings",
    "what was taken back",
    "closures",
    "cases opened again",
    "cases on hold and meetings to come",
    "readings",
    "the review register",
    "audits and training",
    "documents",
    "records closed to somebody",
    "messages",
    "what waits for an answer",
)


@transaction.atomic
def load(*, now: datetime, number: int, seed: int, step: Step) -> World:
    """Write so many families with their story up to `now`; `step` is told before each part."""
    profile = profiles.current()
    told = stories.tell(ground_of(profile), now=now, families=number, seed=seed)
    world = World(told, profile, profiles.version_now())
    names = iter(STEPS)
    for part in _parts(world, number / figures.FAMILIES):
        step(next(names))
        part()
    journal.record(LOADED, at=now, data={"families": number, "today": told.today.isoformat()})
    return world


def _parts(world: World, scale: float) -> list[Callable[[], None]]:
    """Return what is written, in the order of `STEPS`: what comes later needs what comes before."""
    return [
        lambda: partners.load(world),
        lambda: families.load(world),
        lambda: _receive(world),
        lambda: cases.load(world),
        lambda: _add_to_cases(world),
        lambda: teams.agree(world),
        lambda: teams.join(world),
        lambda: _assess(world),
        lambda: progress.plan(world),
        lambda: progress.meet(world),
        lambda: teams.take_back(world),
        lambda: cases.end(world),
        lambda: cases.reopen(world),
        lambda: _rest(world),
        lambda: progress.measure(world),
        lambda: progress.screen_register(world),
        lambda: workforce.load(world, scale),
        lambda: documents.load(world),
        lambda: closed.load(world),
        lambda: messages.load(world),
        lambda: _wait(world),
    ]


def _receive(world: World) -> None:
    first, _ = _waves(world.story.enquiries)
    rows = enquiries.load(world, first, {})
    world.enquiries = {id(story): row for story, row in zip(first, rows, strict=True)}
    world.decisions = enquiries.decisions_of(rows)


def _assess(world: World) -> None:
    cases.assess(world)
    progress.pause(world)


def _rest(world: World) -> None:
    progress.hold(world)
    progress.look_ahead(world)


def _wait(world: World) -> None:
    asked.load(world)
    waiting.load(world)
    families.seal_some(world)


def _waves(told: Sequence[EnquiryStory]) -> tuple[list[EnquiryStory], list[EnquiryStory]]:
    """Part what is decided as information for an open case from the rest: its cases have to be there first."""
    later = [one for one in told if one.outcome == "existing_case" and one.decided_at]
    others = {id(one) for one in later}
    return [one for one in told if id(one) not in others], later


def _add_to_cases(world: World) -> None:
    _, later = _waves(world.story.enquiries)
    involved = enquiries.involvements(world.cases.values())
    places = {number: involved[one.household.id] for number, one in enumerate(later) if one.household}
    enquiries.load(world, later, places)
