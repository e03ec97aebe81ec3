"""The numbers above my work: what waits in whole lists, by role. Each number is the length of the list it leads to.

Team managers see their organisation's cases, coordinators those of their localities, the front door its queue,
social care's liaison what is asked of them, whoever looks after restricted records what is to be looked at
(design/pages.md, "My work").
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import CharField, Count, QuerySet, Value
from django.urls import reverse
from django.utils import timezone

from baton.casework.models import listing
from baton.casework.models.holiday import holiday, uncovered
from baton.casework.rules.case import CaseState
from baton.casework.rules.listing import NEED_LABELS, Need, Whose
from baton.casework.rules.transfer import ASKED, LATE, Direction
from baton.core import wall
from baton.core.dates import local_day
from baton.frontdoor.models import Enquiry, InformationRequest, SafeguardingStop
from baton.frontdoor.models.board import on_board
from baton.frontdoor.rules import board
from baton.frontdoor.rules.enquiry import State
from baton.notices.late import Late
from baton.oversight.models import UnusualReading
from baton.partnership import profiles
from baton.partnership.models import Practitioner
from baton.partnership.rules.profile_identity import Words
from baton.partnership.rules.roles import Role
from baton.people.models import BreakGlass, Conflict, Family
from baton.people.models.restricted import restricted
from baton.ui.components import Number


@dataclass(frozen=True)
class List:
    """A list: what its length means in words, its rows, and its address; `late` is what a message calls it, where all
    on it is late.
    """

    words: str
    rows: QuerySet[Any]
    url: str
    late: str = ""


class Lists:
    """The lists as one practitioner sees them at one moment."""

    def __init__(self, practitioner: Practitioner, now: datetime, words: Words) -> None:
        self.practitioner, self.now, self.words = practitioner, now, words

    def cases(self, words: str, *, late: str = "", **chosen: Any) -> List:
        """The list of cases, narrowed."""
        rows = listing.narrowed(self.practitioner, chosen, self.now)
        return List(words, rows, address("case_list", chosen), late)

    def unled(self, **chosen: Any) -> List:
        """The cases that nobody leads, narrowed."""
        rows = listing.narrowed(self.practitioner, {**chosen, "needs": [Need.UNLED]}, self.now)
        return List(NEED_LABELS[Need.UNLED], rows, address("unled_list", chosen))

    def holiday(self) -> Iterator[List]:
        """The cases that the school holiday ahead leaves without anybody; no list where none is near."""
        today = local_day(self.now)
        if holiday(today) is not None:
            yield List(
                "Nobody in the school holiday", uncovered(self.practitioner, today), address("holiday_list")
            )

    def register(self, words: str, **chosen: Any) -> List:
        """The review register, narrowed."""
        return List(words, listing.in_register(self.practitioner, chosen), address("register_list", chosen))

    def transfers(self, words: str, *, late: str = "", **chosen: Any) -> List:
        """The list of transfers, narrowed."""
        rows = listing.transfers(self.practitioner, chosen, self.now)
        return List(words, rows, address("transfers", chosen), late)

    def board(self, words: str, *, late: str = "", **chosen: Any) -> List:
        """The front door's board, narrowed."""
        rows = on_board(self.practitioner, chosen, self.now)
        return List(words, rows, address("enquiry_board", chosen), late)

    def late_enquiries(self) -> List:
        """The enquiries whose decision was due before now."""
        return self.board("Late", late=f"{self.words.front_door.start}: enquiries late", show=[board.LATE])

    def stops(self) -> List:
        """The children sent straight to social care of whom nobody has said that they arrived."""
        rows = SafeguardingStop.objects.awaiting_receipt()
        return List("Children at risk, receipt not recorded", rows, address("enquiry_lists", part="stops"))

    def not_told(self) -> List:
        """The decided enquiries whose enquirer has not been told."""
        visible = Enquiry.objects.visible_to(self.practitioner)
        # That one was decided which they may not read is not told by counting another that was joined to it.
        rows = visible.not_told(visible)
        return List("Decided, not told yet", rows, address("enquiry_lists", part="not-told"))

    def unanswered(self) -> List:
        """The agencies that were asked and have not answered."""
        rows = InformationRequest.objects.visible_to(self.practitioner).open()
        return List("Agencies that have not answered", rows, address("information_request_list"))

    def waiting(self) -> List:
        """The families that wait for somebody to lead."""
        rows = Enquiry.objects.visible_to(self.practitioner).awaiting_case()
        return List("Waiting for somebody to lead", rows, address("waiting_list"))

    def glass(self) -> List:
        """The restricted records that were opened in an emergency, and at which nobody has looked yet."""
        rows = BreakGlass.objects.for_review_by(self.practitioner).waiting()
        return List("Emergency openings to look at", rows, address("break_glass_list", {"show": "waiting"}))

    def conflicts(self) -> List:
        """The records closed to a practitioner for a conflict of interest that nobody has judged."""
        rows = Conflict.objects.visible_to(self.practitioner).waiting()
        return List("Conflicts of interest to judge", rows, address("conflict_list", {"show": "waiting"}))

    def unusual_reading(self) -> List:
        """The alerts about unusual reading that nobody has looked into."""
        rows = UnusualReading.objects.visible_to(self.practitioner).open()
        return List("Unusual reading to look into", rows, address("unusual_reading_list"))

    def restricted(self, words: str, *, late: str = "", **chosen: Any) -> List:
        """The restricted and sealed records, narrowed to those that are to be looked at again."""
        rows = restricted(self.practitioner, chosen, timezone.localdate(self.now))
        return List(words, rows, address("restriction_list", chosen), late)

    def unplaced(self) -> List:
        """The families without a locality."""
        rows = Family.objects.visible_to(self.practitioner).unplaced()
        return List(f"Families without a {self.words.locality}", rows, address("family_unplaced"))


def address(name: str, chosen: Mapping[str, Any] | None = None, part: str = "") -> str:
    """Return the address of a list narrowed as chosen, or of one part of a page."""
    query = f"?{urlencode(chosen, doseq=True)}" if chosen else ""
    return f"{reverse(name)}{query}{'#' if part else ''}{part}"


def _team_manager(lists: Lists) -> Iterator[List]:
    own = {"whose": Whose.ORGANISATION.value}
    yield lists.cases("Open cases", **own)
    yield lists.cases("Late", late="My organisation: cases late", **own, needs=[Need.LATE.value])
    yield lists.cases("To be authorised", **own, needs=[Need.AUTHORISE.value])
    yield lists.unled(**own)
    yield from lists.holiday()


def _coordinator(lists: Lists) -> Iterator[List]:
    near = {"whose": Whose.LOCALITY.value}
    yield lists.waiting()
    yield lists.unled(**near)
    yield from lists.holiday()
    my = f"My {lists.words.locality.many}"
    assessments, meetings = [Need.ASSESSMENT_LATE.value], [Need.MEETING_LATE.value]
    yield lists.cases("Assessments late", late=f"{my}: assessments late", **near, needs=assessments)
    yield lists.cases("Meetings late", late=f"{my}: meetings late", **near, needs=meetings)
    yield lists.register("In the review register")


def _liaison(lists: Lists) -> Iterator[List]:
    up = {"direction": Direction.STEP_UP.value}
    yield lists.transfers("Step-ups to answer", **up, only=[ASKED])
    past = "Step-ups past their day"
    yield lists.transfers(past, late=past, **up, only=[ASKED, LATE])
    yield lists.cases("Cases on hold", state=[CaseState.ON_HOLD.value])
    yield lists.cases("Cases with new information", needs=[Need.UNREAD.value])


def _screener(lists: Lists) -> Iterator[List]:
    yield lists.board("Not claimed yet", show=[board.UNCLAIMED], column=State.NEW.value)
    yield lists.board("Claimed by me", show=[board.MINE], column=State.SCREENING.value)
    yield lists.late_enquiries()
    yield lists.unanswered()
    yield lists.waiting()


def _hub_manager(lists: Lists) -> Iterator[List]:
    yield lists.stops()
    yield lists.board("Not claimed yet", show=[board.UNCLAIMED], column=State.NEW.value)
    yield lists.late_enquiries()
    yield lists.not_told()
    yield lists.waiting()
    yield lists.unled()
    yield from lists.holiday()
    yield lists.register("In the review register, not screened", screened="no")
    yield lists.unplaced()


def _safeguarding_lead(lists: Lists) -> Iterator[List]:
    yield lists.stops()
    yield lists.register("In the review register, not screened", screened="no")
    yield from _keeper(lists)


def _keeper(lists: Lists) -> Iterator[List]:
    yield lists.glass()
    yield lists.conflicts()
    yield lists.unusual_reading()
    overdue = "Restrictions late to be looked at"
    yield lists.restricted(overdue, late=overdue, due="late")
    yield lists.restricted("Restrictions to look at this month", due="month")


@dataclass(frozen=True)
class Group:
    """Numbers about one field of work, under a heading."""

    title: str
    numbers: Sequence[Number]


OF_ROLE: Mapping[Role, tuple[Callable[[Words], str], Callable[[Lists], Iterator[List]]]] = {
    Role.HUB_MANAGER: (lambda words: words.front_door.start, _hub_manager),
    Role.HUB_SCREENER: (lambda words: words.front_door.start, _screener),
    Role.SAFEGUARDING_LEAD: (lambda words: words.front_door.start, _safeguarding_lead),
    Role.COORDINATOR: (lambda words: f"My {words.locality.many}", _coordinator),
    Role.TEAM_MANAGER: (lambda words: "My organisation", _team_manager),
    Role.SOCIAL_CARE_LIAISON: (lambda words: "Social care", _liaison),
    Role.GOVERNANCE_OFFICER: (lambda words: "Safety of records", _keeper),
}


def numbers_of(practitioner: Practitioner, now: datetime) -> list[Group]:
    """Return the numbers of all roles that `practitioner` holds, each list once; none for a system administrator."""
    groups = _lists_of(practitioner, now)
    found = _counted([one for group in groups.values() for one in group.values()])
    return [
        Group(title, [Number(one.words, found.get(url, 0), url) for url, one in group.items()])
        for title, group in groups.items()
    ]


def late_lists(practitioner: Practitioner, now: datetime) -> list[Late]:
    """Return the lists of late work among these numbers, each once, with how long it is."""
    groups = _lists_of(practitioner, now)
    lists = {one.url: one for group in groups.values() for one in group.values() if one.late}
    found = _counted(list(lists.values()))
    return [Late(one.late, found.get(url, 0), url) for url, one in lists.items()]


def _lists_of(practitioner: Practitioner, now: datetime) -> dict[str, dict[str, List]]:
    """Return the lists of all roles that `practitioner` holds, by heading and address."""
    if practitioner.has_role(Role.SYSTEM_ADMINISTRATOR):
        return {}
    words = profiles.current().words
    lists = Lists(practitioner, now, words)
    groups: dict[str, dict[str, List]] = {}
    for role, (title, of_role) in OF_ROLE.items():
        if practitioner.has_role(role):
            groups.setdefault(title(words), {}).update({one.url: one for one in of_role(lists)})
    return groups


def _counted(lists: Sequence[List]) -> dict[str, int]:
    """Count all lists in one query; return how long each is, by its address. A list known to be empty has none."""
    parts = [
        one.rows.order_by()
        .values(list_url=Value(one.url, output_field=CharField()))
        .annotate(list_length=Count("pk"))
        for one in lists
    ]
    found = parts[0].union(*parts[1:], all=True) if parts else ()
    # Each list is narrowed to what its reader sees; of what is counted, no row is shown here.
    with wall.beyond(wall.Purpose.FIGURES):
        return {row["list_url"]: row["list_length"] for row in found}
