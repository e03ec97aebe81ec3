"""What is not urgent is gathered once a day; what is chosen and when is quiet decides the rest."""

from datetime import UTC, datetime, time, timedelta
from uuid import UUID

import pytest
import time_machine
from django.core import mail

from baton.core import jobs
from baton.journal.models import Event
from baton.journal.tests.breaking import JournalBroken, broken_journal
from baton.notices import actions, events, tasks
from baton.notices.actions import digest, preference
from baton.notices.models import Message
from baton.notices.rules.delivery import Status
from baton.notices.rules.kind import Kind, Way
from baton.notices.rules.notice import Notice
from baton.notices.rules.quiet import Quiet
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


@pytest.mark.parametrize("deed", ["gather", "choose"])
def test_nothing_is_kept_without_its_event(deed: str) -> None:
    teacher = practitioner()
    message = written(teacher)

    def gather(who: UUID) -> None:
        digest.gather(practitioner_id=who, at=TOMORROW)

    with broken_journal(), pytest.raises(JournalBroken):
        gather(teacher.pk) if deed == "gather" else chosen(teacher)

    assert Message.objects.get() == message
    assert not hasattr(Practitioner.objects.get(pk=teacher.pk), "notice_preference")
