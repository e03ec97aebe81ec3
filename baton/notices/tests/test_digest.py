"""What is not urgent is gathered once a day; what is chosen and when is quiet decides the rest."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.core import mail

from baton.core import jobs, wall
from baton.journal.models import Event
from baton.journal.tests.breaking import JournalBroken, broken_journal
from baton.notices import actions, events, late, tasks
from baton.notices.actions import digest, preference
from baton.notices.late import Late
from baton.notices.models import Message
from baton.notices.rules.delivery import Status
from baton.notices.rules.digest import LATE
from baton.notices.rules.kind import Kind, Way
from baton.notices.rules.notice import Notice
from baton.notices.rules.quiet import Quiet
from baton.notices.tests.factories import bounce
from baton.partnership.models import Practitioner
from baton.partnership.tests.factories import practitioner

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 9, 14, 10, tzinfo=UTC)
NIGHT = MONDAY.replace(hour=22)
TOMORROW = datetime(2026, 9, 15, 6, 30, tzinfo=UTC)  # half past seven in summer time
HOUR = timedelta(hours=1)


def notice(kind: Kind, words: str = "Something has come") -> Notice:
    return Notice(code=str(kind), kind=kind, subject=words, body="{link}")


def written(to: Practitioner, kind: Kind = Kind.NEWS, *, at: datetime = MONDAY, **values: object) -> Message:
    words = str(values.pop("words", "Something has come"))
    return actions.send(notice=notice(kind, words), to_practitioner=to, path="/x/", by=None, at=at, **values)


def chosen(who: Practitioner, quiet: Quiet | None = None, **ways: str) -> None:
    preference.choose(ways=ways, quiet=quiet or Quiet(), by=who, at=MONDAY)


def held(until: datetime) -> tuple[Status, datetime]:
    return Status.HELD, until


@pytest.mark.parametrize(
    ("kind", "ways", "status"),
    [
        (Kind.NEWS, {}, Status.HELD),
        (Kind.NEWS, {"news": Way.AT_ONCE}, Status.QUEUED),
        (Kind.NEWS, {"news": Way.NEVER}, Status.UNWANTED),
        (Kind.WORK, {}, Status.QUEUED),
        (Kind.ASKED, {"asked": Way.DIGEST}, Status.HELD),
    ],
)
def test_what_somebody_chose_decides(kind: Kind, ways: dict[str, str], status: Status) -> None:
    teacher = practitioner()
    chosen(teacher, **ways)

    message = written(teacher, kind)

    assert message.status == status
    assert len(jobs.waiting("notices.deliver")) == (status is Status.QUEUED)


@pytest.mark.parametrize("ways", [{"safety": "never"}, {"decided": "never"}, {"weather": "at_once"}])
def test_safety_and_decisions_cannot_be_switched_off(ways: dict[str, str]) -> None:
    with pytest.raises(preference.NotOffered):
        chosen(practitioner(), **ways)


def test_what_is_written_at_night_waits_for_the_morning_unless_it_is_about_safety() -> None:
    teacher = practitioner()

    work, safety = written(teacher, Kind.WORK, at=NIGHT), written(teacher, Kind.SAFETY, at=NIGHT)

    assert (work.status, work.send_at) == (Status.QUEUED, datetime(2026, 9, 15, 6, tzinfo=UTC))
    assert (safety.status, safety.send_at) == (Status.QUEUED, None)
    with time_machine.travel(NIGHT + HOUR, tick=False):
        for message in (work, safety):
            tasks.deliver(message_id=str(message.pk))
    assert [message.subject for message in mail.outbox] == [safety.subject]
    assert len(mail.outbox) == 1


def test_a_family_is_written_to_on_a_saturday_and_not_at_night() -> None:
    saturday = datetime(2026, 9, 19, 10, tzinfo=UTC)

    def to_family(at: datetime) -> datetime | None:
        return actions.send(notice=notice(Kind.DECIDED), to_email="k@example.org", by=None, at=at).send_at

    assert to_family(saturday) is None
    assert to_family(saturday.replace(hour=23)) == datetime(2026, 9, 20, 6, tzinfo=UTC)


def test_ones_own_days_and_hours_count_too() -> None:
    teacher = practitioner()
    chosen(teacher, Quiet(time(16), time(9), frozenset({1})))

    at_once, daily = written(teacher, Kind.WORK, at=MONDAY + 6 * HOUR), written(teacher)

    assert at_once.send_at == datetime(2026, 9, 16, 8, tzinfo=UTC)
    assert (daily.status, daily.send_at) == held(datetime(2026, 9, 16, 8, tzinfo=UTC))


def test_the_days_message_holds_what_came_in_the_order_of_what_is_due() -> None:
    teacher = practitioner()
    written(teacher, words="No hurry")
    written(teacher, words="In a week", due_at=MONDAY + timedelta(days=7))
    written(teacher, words="Tomorrow", due_at=MONDAY + timedelta(days=1))
    later = written(practitioner(), words="Not yours")

    sent = digest.gather(practitioner_id=teacher.pk, at=TOMORROW)
    again = digest.gather(practitioner_id=teacher.pk, at=TOMORROW)

    assert sent is not None
    assert again is None
    order = [sent.body.index(words) for words in ("Tomorrow", "In a week", "No hurry")]
    assert order == sorted(order)
    assert "(by 15 September 2026 at 11:00)" in sent.body
    assert "Not yours" not in sent.body
    assert set(Message.objects.filter(digest=sent).values_list("status", flat=True)) == {Status.GATHERED}
    assert Message.objects.get(pk=later.pk).status == Status.HELD
    assert jobs.waiting("notices.deliver") == [{"message_id": str(sent.pk)}]
    assert len(Event.objects.get(kind=events.GATHERED).data["messages"]) == 3


def test_nothing_is_gathered_before_its_hour_or_for_who_has_left() -> None:
    teacher, gone = practitioner(), practitioner()
    written(teacher)
    message = written(gone)
    Practitioner.objects.filter(pk=gone.pk).update(is_active=False)

    assert digest.waiting(TOMORROW - HOUR) == []
    assert sorted(digest.waiting(TOMORROW)) == sorted([teacher.pk, gone.pk])
    assert digest.gather(practitioner_id=gone.pk, at=TOMORROW) is None
    assert Message.objects.get(pk=message.pk).status == Status.UNWANTED


def test_the_background_writes_it_and_tells_where_to_choose() -> None:
    teacher = practitioner()
    written(teacher)

    with time_machine.travel(TOMORROW, tick=False):
        tasks.send_digests()
        for job in jobs.waiting("notices.deliver"):
            tasks.deliver(**job)

    (letter,) = mail.outbox
    assert letter.to == [teacher.email]
    assert "/x/" in letter.body
    assert "/account/notices/" in letter.body


# What is late


class Lists:
    """The lists of whoever asks, as an app above counts them."""

    def __init__(self) -> None:
        self.counts = [2, 0, 1_003]
        self.asked: list[tuple[Practitioner, wall.Actor]] = []

    def __call__(self, practitioner: Practitioner, at: datetime) -> list[Late]:
        self.asked.append((practitioner, wall.actor()))
        return [Late(f"List {number}", count, f"/list-{number}/") for number, count in enumerate(self.counts)]


@pytest.fixture
def lists(monkeypatch: pytest.MonkeyPatch) -> Lists:
    found = Lists()
    monkeypatch.setattr(late, "_COUNTERS", [])
    for _ in range(2):
        late.register(found)
    return found


def lines(message: Message | None) -> list[str]:
    assert message is not None
    return [line for line in message.body.splitlines() if line.startswith("*")]


def test_what_is_late_stands_on_top_as_it_is_when_the_message_goes_out(lists: Lists) -> None:
    teacher = practitioner()
    written(teacher, words="Tomorrow", due_at=MONDAY + timedelta(days=1))
    digest.hold_late(practitioner_id=teacher.pk, at=MONDAY)
    lists.counts = [3, 0, 1_003]

    sent = digest.gather(practitioner_id=teacher.pk, at=TOMORROW)

    assert lines(sent)[:2] == ["* List 0: 3", "* List 2: 1,003"]
    assert lines(sent)[2].startswith("* Tomorrow (by 15 September")
    assert sent is not None
    assert "/list-2/" in sent.body
    assert {who for who, _ in lists.asked} == {teacher}
    assert {actor.practitioner for _, actor in lists.asked} == {teacher.pk}


def test_it_comes_by_itself_once_a_day_on_days_on_which_one_is_written_to(lists: Lists) -> None:
    teacher = practitioner()
    friday = MONDAY + timedelta(days=4)
    for night in range(3):
        with time_machine.travel(friday + timedelta(days=night, hours=-6), tick=False):
            tasks.hold_late()

    held = Message.objects.get(to_practitioner=teacher)
    assert (held.status, held.template) == (Status.HELD, LATE.code)
    assert held.send_at == friday.replace(hour=6, minute=30)
    assert lines(digest.gather(practitioner_id=teacher.pk, at=friday)) == ["* List 0: 2", "* List 2: 1,003"]


def test_what_was_done_meanwhile_is_not_told(lists: Lists) -> None:
    teacher = practitioner()
    digest.hold_late(practitioner_id=teacher.pk, at=MONDAY)
    lists.counts = [0]

    assert digest.gather(practitioner_id=teacher.pk, at=TOMORROW) is None
    assert Message.objects.get().status == Status.UNWANTED


@pytest.mark.parametrize("why", ["nothing is late", "switched off", "address does not work"])
def test_nothing_is_held_for_whom_it_is_not(lists: Lists, why: str) -> None:
    teacher = practitioner()
    if why == "nothing is late":
        lists.counts = [0, 0]
    elif why == "switched off":
        chosen(teacher, late=Way.NEVER)
    else:
        bounce(teacher)
    before = Message.objects.count()

    assert digest.hold_late(practitioner_id=teacher.pk, at=MONDAY) is None
    assert Message.objects.count() == before


def test_the_days_message_of_who_does_not_want_it_tells_nothing_of_it(lists: Lists) -> None:
    teacher = practitioner()
    chosen(teacher, late=Way.NEVER)
    written(teacher, words="News")

    assert lines(digest.gather(practitioner_id=teacher.pk, at=TOMORROW)) == ["* News"]
    assert lists.asked == []


@pytest.mark.parametrize("deed", ["gather", "choose", "hold_late"])
def test_nothing_is_kept_without_its_event(deed: str, lists: Lists) -> None:
    teacher = practitioner()
    message = written(teacher)
    deeds: dict[str, Callable[[], object]] = {
        "gather": lambda: digest.gather(practitioner_id=teacher.pk, at=TOMORROW),
        "hold_late": lambda: digest.hold_late(practitioner_id=teacher.pk, at=MONDAY),
        "choose": lambda: chosen(teacher),
    }

    with broken_journal(), pytest.raises(JournalBroken):
        deeds[deed]()

    assert Message.objects.get() == message
    assert not hasattr(Practitioner.objects.get(pk=teacher.pk), "notice_preference")
