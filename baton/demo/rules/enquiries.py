"""Enquiries of the story: when they came, from whom, what was decided and how soon."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from baton.demo.rules import figures
from baton.demo.rules.chance import at, deck, is_so, office_hour, one_of, yes_or_no
from baton.demo.rules.household import Household
from baton.demo.rules.partners import Worker
from baton.demo.rules.ramp import Month, days_of

TARGET = timedelta(hours=48)
OPENS, CLOSES = 8, 18
CHANNELS = {"online": 62, "phone": 18, "email": 12, "drop_in": 4, "paper": 4}
URGENCIES = {"routine": 78, "soon": 17, "today": 5}
LEVELS = {
    "assessment": {2: 50, 3: 46, 4: 4},
    "single_agency": {1: 15, 2: 80, 3: 5},
    "existing_case": {2: 45, 3: 55},
    "step_up": {4: 100},
    "advice": {1: 75, 2: 25},
    "no_further_action": {1: 100},
}
KNOWN = frozenset({"assessment", "single_agency", "existing_case"})
"""Outcomes that need a family on record."""


@dataclass(kw_only=True)
class EnquiryStory:
    """One enquiry and what became of it; what lies after the moment of the story has not happened."""

    received_at: datetime
    source: str
    outcome: str
    within: bool
    channel: str = "online"
    transfer: str = ""
    """What kind of transfer it is, where it came by one."""
    urgency: str = "routine"
    enquirer: str = ""
    organisation: str = ""
    screener: str = ""
    claimed_at: datetime | None = None
    decided_at: datetime | None = None
    told_at: datetime | None = None
    told_how: str = "phone"
    level: int = 2
    household: Household | None = None
    linked: bool = False
    mentions: Household | None = None
    """The family an enquiry names: the linked one, or one that nobody wrote down."""
    with_enquirer: bool = True

    @property
    def named(self) -> Household | None:
        """The family that the enquirer named."""
        return self.household or self.mentions


def received(chance: Random, month: Month) -> list[EnquiryStory]:
    """Return the enquiries of a month with source, outcome and whether they were screened in time."""
    count = month.enquiries
    sources = deck(chance, figures.SOURCES, count)
    outcomes = deck(chance, figures.OUTCOMES, count)
    within = yes_or_no(chance, month.within_target, count)
    days = days_of(month)
    drawn = sorted(chance.choices(list(days), list(days.values()), k=count))
    return [
        _enquiry(chance, day, source, outcome, soon)
        for day, source, outcome, soon in zip(drawn, sources, outcomes, within, strict=True)
    ]


def _enquiry(chance: Random, day: date, source: str, outcome: str, within: bool) -> EnquiryStory:
    channel = chance.choices(list(CHANNELS), list(CHANNELS.values()))[0]
    evening = source == "family" and channel == "online"
    received_at = (
        at(day, chance.randrange(18, 22), chance.randrange(60)) if evening else office_hour(chance, day)
    )
    levels = LEVELS[outcome]
    return EnquiryStory(
        received_at=received_at,
        source=source,
        outcome=outcome,
        within=within,
        channel=channel,
        urgency=chance.choices(list(URGENCIES), list(URGENCIES.values()))[0],
        level=chance.choices(list(levels), list(levels.values()))[0],
        with_enquirer=is_so(chance, 88),
    )


def screen(chance: Random, story: EnquiryStory, screeners: Sequence[str], now: datetime) -> None:
    """Let the front door claim, decide and tell, as far as that had happened by `now`."""
    hours = chance.triangular(1, 46, 14) if story.within else chance.triangular(66, 200, 90)
    decided = in_office(story.received_at + timedelta(hours=hours), story.received_at)
    claimed = max(
        story.received_at + timedelta(minutes=10), decided - timedelta(minutes=chance.randrange(30, 400))
    )
    told = decided + timedelta(minutes=chance.randrange(10, 60 * 20))
    story.screener = one_of(chance, screeners)
    story.claimed_at = claimed if claimed <= now else None
    story.decided_at = decided if decided <= now else None
    story.told_at = told if told <= now and is_so(chance, figures.TOLD) else None
    story.told_how = chance.choices(("phone", "message", "in_person"), (60, 30, 10))[0]


def in_office(moment: datetime, after: datetime) -> datetime:
    """Return the last moment of office hours up to `moment`, but some time after `after`."""
    hour = moment.hour
    if hour < OPENS:
        moment = (moment - timedelta(days=1)).replace(hour=16)
    elif hour >= CLOSES:
        moment = moment.replace(hour=16)
    return max(moment, after + timedelta(minutes=45))


def sent_by(chance: Random, story: EnquiryStory, by_source: Mapping[str, Sequence[Worker]]) -> None:
    """Say who of which organisation sent it; the family itself has no account."""
    senders = by_source.get(story.source)
    if not senders or story.source == "family":
        return
    sender = one_of(chance, senders)
    story.enquirer, story.organisation = sender.email, sender.organisation
