"""What waits for those who sign in with the addresses printed: something for each role to do today."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from baton.demo.rules import turns
from baton.demo.rules.cases import AssessmentStory, CaseStory
from baton.demo.rules.chance import at, new_id, working
from baton.demo.rules.enquiries import EnquiryStory
from baton.demo.rules.partners import DOMAIN
from baton.demo.rules.plans import ActionDays

if TYPE_CHECKING:
    from baton.demo.rules.story import Teller

PRACTITIONER, MANAGER, SCREENER = (f"{name}@{DOMAIN}" for name in ("practitioner", "manager", "screener"))
WAITING: tuple[tuple[float, str, str, bool], ...] = (
    (53, "school", "soon", False),
    (45.5, "health", "routine", False),
    (27, "family", "routine", True),
    (20, "school", "routine", True),
    (5, "police", "soon", False),
    (3, "childrens_centre", "routine", False),
    (1.2, "school", "today", False),
    (0.4, "family", "routine", False),
)
"""Hours ago, source, urgency, claimed by the screener: one is late, one due soon, two are being screened."""

LED: tuple[tuple[int, int | None, int | None, int | None], ...] = (
    (7, None, None, None),
    (33, 30, None, None),
    (52, 46, None, None),
    (34, 30, 3, None),
    (44, 40, None, 2),
    (120, 112, 80, None),
)
"""Cases of the practitioner: opened, assessment started, submitted, returned so many days ago. Due today, due today,
late, waiting for the manager, to be changed, long authorised."""

MET = (92, 64, 37)
"""Days ago on which the team of the last one met; it meets again in a few days."""

PLANNED = ((-75, -77), (-20, -18), (12, None), (26, None))
"""Days from today by which the actions of the last one are due, and on which they were done. Nothing of its plan is
late, or due before its team meets: the case waits for its meeting, whatever is drawn and however few families there are.
"""

AUTHORISED_AFTER = 30
"""What was submitted longer ago than this is authorised."""


def add(teller: Teller) -> None:
    """Add what waits at the front door and with the practitioner and the manager of the sign-ins."""
    for hours, source, urgency, claimed in WAITING:
        teller.enquiries.append(_waiting(teller, hours, source, urgency, claimed=claimed))
    home = next(worker.organisation for worker in teller.workers if worker.email == PRACTITIONER)
    for opened, started, submitted, returned in LED:
        case = _led(teller, opened, home)
        case.assessment = _assessment(teller, started, submitted, returned)
        teller.cases.append(case)
    teller.cases[-1].meetings += [working(teller.today - timedelta(days)) for days in MET]
    teller.cases[-1].ahead = turns.ahead(teller.apart("staged"), teller.today, 3)
    teller.cases[-1].planned = tuple(
        ActionDays(teller.today + timedelta(due), None if done is None else teller.today + timedelta(done))
        for due, done in PLANNED
    )


def _waiting(teller: Teller, hours: float, source: str, urgency: str, *, claimed: bool) -> EnquiryStory:
    received = teller.now - timedelta(hours=hours)
    sender = next((worker for worker in teller.workers if worker.email == PRACTITIONER), None)
    story = EnquiryStory(
        received_at=received,
        source=source,
        outcome="advice",
        within=True,
        urgency=urgency,
        mentions=teller.family(),
    )
    if source == "school" and sender is not None:
        story.enquirer, story.organisation = sender.email, sender.organisation
    if claimed:
        story.screener, story.claimed_at = SCREENER, received + timedelta(hours=1)
    return story


def _led(teller: Teller, opened: int, home: str) -> CaseStory:
    day = teller.today - timedelta(opened)
    family = replace(teller.family(), restriction="open")
    teller.households[-1] = family
    received = at(day - timedelta(4), 10, 20)
    decided = at(day - timedelta(3), 9, 40)
    enquiry = EnquiryStory(
        received_at=received,
        source="school",
        outcome="assessment",
        within=True,
        enquirer=PRACTITIONER,
        organisation=home,
        screener=SCREENER,
        claimed_at=_later(received, 2),
        decided_at=decided,
        told_at=_later(decided, 1),
        household=family,
        linked=True,
    )
    teller.enquiries.append(enquiry)
    return CaseStory(
        id=new_id(teller.chance),
        household=family,
        opened_on=day,
        enquiry=enquiry,
        lead=PRACTITIONER,
        lead_type="school",
        organisation=home,
        level=2,
        is_staged=True,
    )


def _later(moment: datetime, hours: int) -> datetime:
    return moment + timedelta(hours=hours)


def _assessment(
    teller: Teller, started: int | None, submitted: int | None, returned: int | None
) -> AssessmentStory | None:
    if started is None:
        return None
    story = AssessmentStory(started_on=teller.today - timedelta(started))
    if returned is not None:
        back = at(teller.today - timedelta(returned), 11, 30)
        story.returned = (_later(back, -26), back)
    if submitted is not None:
        story.submitted_at = at(teller.today - timedelta(submitted), 15, 10)
        story.reader = MANAGER
        if submitted > AUTHORISED_AFTER:
            story.completed_on = story.submitted_at.date()
            story.authorised_at = _later(story.submitted_at, 24)
    return story
