"""Jobs go on the queue with the deed, are run by a worker, and survive its death."""

import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from baton.core import drafts, jobs, tasks
from baton.core.models import Draft

NOW = datetime(2026, 6, 3, 12, 0, tzinfo=UTC)


def old_draft() -> None:
    drafts.save(
        owner_key="ann", form="enquiry", data={}, at=datetime.now(UTC) - drafts.KEPT - timedelta(days=1)
    )


def states(name: str) -> list[str]:
    return list(
        ProcrastinateJob.objects.filter(task_name=name).order_by("id").values_list("status", flat=True)
    )


@pytest.fixture
def failing(own_database, monkeypatch):
    """Let the nightly clearing fail; its tries are returned.

    A worker also puts the repeated tasks on the queue whose minute it is: what they clear for one form is let be.
    """
    tries: list[datetime] = []

    def fail(*, at: datetime, form: str = "", kept: timedelta = drafts.KEPT) -> int:
        if form:
            return 0
        tries.append(at)
        raise OSError("no line")

    monkeypatch.setattr(drafts, "clear", fail)
    return tries


# the queue


@pytest.mark.django_db
def test_a_job_goes_with_its_transaction():
    jobs.enqueue("core.clear")
    with transaction.atomic():
        jobs.enqueue_at(NOW, "core.retry_stalled")
        transaction.set_rollback(True)

    assert jobs.waiting("core.clear") == [{}]
    assert jobs.waiting("core.retry_stalled") == []


def test_a_job_is_there_when_the_deed_is(own_database):
    with transaction.atomic():
        jobs.enqueue("core.clear")

    assert states("core.clear") == ["todo"]


@pytest.mark.django_db
def test_ids_and_days_are_passed_as_text():
    given = {
        "case": UUID(int=1),
        "on": date(2026, 6, 3),
        "at": NOW,
        "codes": ["a", UUID(int=2)],
        "n": 3,
        "x": None,
    }
    jobs.enqueue("core.clear", **given)

    assert jobs.waiting("core.clear") == [
        {
            "case": "00000000-0000-0000-0000-000000000001",
            "on": "2026-06-03",
            "at": "2026-06-03T12:00:00+00:00",
            "codes": ["a", "00000000-0000-0000-0000-000000000002"],
            "n": 3,
            "x": None,
        }
    ]


@pytest.mark.django_db
def test_a_job_is_not_given_a_row():
    with pytest.raises(jobs.NotPlain, match="draft is a Draft: give a job ids"):
        jobs.enqueue("core.clear", draft=Draft())


def test_an_unknown_task_is_named_with_those_there_are():
    with pytest.raises(jobs.UnknownTask, match=r"'core\.clean' .* core\.clear, core\.retry_stalled"):
        jobs.enqueue("core.clean")


def test_a_task_is_a_plain_function_named_after_its_app():
    assert jobs.task_name(tasks.clear) == "core.clear"
    assert "core.clear" in app.tasks


def test_a_task_without_anything_said_of_it():
    @jobs.task
    def deliver(*, message_id: str) -> None:
        pass

    declared = app.tasks.pop("core.deliver")

    assert declared.retry_strategy.max_attempts == jobs.RETRIES
    assert declared.lock is None


def test_a_task_that_runs_alone():
    @jobs.task(alone=True, retries=2)
    def count() -> None:
        pass

    declared = app.tasks.pop("core.count")

    assert declared.lock == "core.count"
    assert declared.retry_strategy.max_attempts == 2


# the worker


def test_the_worker_does_what_is_on_the_queue(own_database):
    old_draft()
    jobs.enqueue("core.clear")

    call_command("work", once=True)

    assert states("core.clear") == ["succeeded"]
    assert not Draft.objects.exists()


def test_a_session_that_is_over_is_deleted_with_what_it_held(own_database):
    now = datetime.now(UTC)
    for key, hours in (("over", -1), ("open", 1)):
        Session.objects.create(session_key=key, session_data="x", expire_date=now + timedelta(hours=hours))

    tasks.clear()

    assert [row.session_key for row in Session.objects.all()] == ["open"]


def test_doing_it_again_changes_nothing(own_database):
    for _ in range(2):
        tasks.clear()

    assert not Draft.objects.exists()


def test_what_fails_is_tried_again_later(failing):
    jobs.enqueue("core.clear")

    jobs.run_worker(forever=False)

    job = ProcrastinateJob.objects.get(task_name="core.clear")
    assert (job.status, job.attempts, len(failing)) == ("todo", 1, 1)
    assert job.scheduled_at > datetime.now(UTC)


def test_what_fails_for_good_stays_on_the_list(failing):
    jobs.enqueue("core.clear")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET attempts = %s", [jobs.RETRIES])

    jobs.run_worker(forever=False)

    assert states("core.clear") == ["failed"]


def stalled(attempts: int) -> None:
    """Leave a job as a worker leaves it that was killed a minute ago."""
    jobs.enqueue("core.clear")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 minute') RETURNING id"
        )
        (worker,) = cursor.fetchone()
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s, attempts = %s",
            [worker, attempts],
        )


def test_the_job_of_a_dead_worker_is_done_by_the_next(own_database):
    stalled(attempts=0)
    jobs.enqueue("core.retry_stalled", timestamp=0)

    jobs.run_worker(forever=False)
    jobs.run_worker(forever=False)

    assert states("core.clear") == ["succeeded"]


def test_a_job_that_kills_its_workers_is_given_up(own_database):
    stalled(attempts=jobs.RETRIES)
    jobs.enqueue("core.retry_stalled", timestamp=0)

    jobs.run_worker(forever=False)
    jobs.run_worker(forever=False)

    assert states("core.clear") == ["failed"]


def test_one_worker_to_a_process(own_database):
    with (
        app.replace_connector(app.connector.get_worker_connector()),
        pytest.raises(RuntimeError, match="already"),
    ):
        jobs.run_worker(forever=False)


def test_the_worker_ends_when_it_is_told_to(own_database):
    """Started as a process, it takes a job within seconds and ends cleanly."""
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "work"],
        env={
            "DATABASE_URL": own_database.serving,
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "PATH": "",
        },
    )
    try:
        jobs.enqueue("core.clear")
        patience = time.monotonic() + 30
        while states("core.clear") != ["succeeded"] and time.monotonic() < patience:
            time.sleep(0.1)
        assert states("core.clear") == ["succeeded"]
    finally:
        worker.terminate()
        assert worker.wait(20) == 0
