"""Work to be done after the page has gone: put on the queue in the transaction of the deed, run by the worker.

    @jobs.task
    def deliver(*, message_id: str) -> None: ...        # in baton/notices/tasks.py: known as "notices.deliver"

    jobs.enqueue("notices.deliver", message_id=message.pk)

A job may run twice (the worker was killed after the work and before it said so): so a task does nothing where its work
is already done. The queue is procrastinate's, in the same database; nothing else of it is used outside this module.
"""

import asyncio
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar, overload
from uuid import UUID

from django.db import connections
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.job_context import JobContext
from procrastinate.jobs import Status
from procrastinate.worker import Worker

from baton.core.stack import roomy

Work = TypeVar("Work", bound=Callable[..., None])

RETRIES = 8
"""How often a failed job is tried again: after 2, 4, 8 … seconds, some nine minutes in all (ours)."""

STALLED_AFTER = 30.0
"""Seconds without a sign of life after which a worker is taken for dead; it gives one every ten (ours)."""


class UnknownTask(LookupError):
    """No app has a task of this name."""

    def __init__(self, name: str) -> None:
        known = ", ".join(sorted(name for name in app.tasks if ":" not in name))
        super().__init__(f"No app has a task {name!r} in its tasks.py. There are: {known}")


class NotPlain(TypeError):
    """A job was given something that cannot wait in a queue."""

    def __init__(self, name: str, value: object) -> None:
        super().__init__(
            f"{name} is a {type(value).__name__}: give a job ids, codes and numbers, and let it load the rest"
        )


@overload
def task(work: Work, /) -> Work: ...
@overload
def task(*, every: str = "", retries: int = RETRIES, alone: bool = False) -> Callable[[Work], Work]: ...
def task(work: Any = None, /, *, every: str = "", retries: int = RETRIES, alone: bool = False) -> Any:
    """Make a function of an app's `tasks.py` a task, named after the app and the function.

    `every` is a cron line for what runs by itself; `retries` how often a failure is tried again; `alone` keeps two
    of its jobs from running at the same time. The function itself stays as it is and may be called.
    """

    def declare(work: Work) -> Work:
        name = task_name(work)

        def run(timestamp: int | None = None, **given: Any) -> None:
            work(**given)

        declared = app.task(
            name=name,
            retry=RetryStrategy(max_attempts=retries, exponential_wait=2),
            lock=name if alone else None,
            queueing_lock=name if every else None,
        )(roomy(run))
        if every:
            app.periodic(cron=every)(declared)
        return work

    return declare if work is None else declare(work)


def task_name(work: Callable[..., None]) -> str:
    """Return the name of a task: that of its app and its own, `notices.deliver`."""
    return f"{work.__module__.split('.')[1]}.{work.__name__}"


def enqueue(name: str, /, **given: Any) -> int:
    """Put a job on the queue and return its number.

    It is written on Django's connection: where the transaction is rolled back, there is no job. Ids and days are
    passed as text. Raises `UnknownTask`, `NotPlain`.
    """
    return enqueue_at(None, name, **given)


def enqueue_at(moment: datetime | None, name: str, /, **given: Any) -> int:
    """Put a job on the queue that does not run before a moment, as `enqueue` does."""
    app.perform_import_paths()  # type: ignore[no-untyped-call]
    if name not in app.tasks:
        raise UnknownTask(name)
    plain = {key: _plain(key, value) for key, value in given.items()}
    return app.configure_task(name, schedule_at=moment).defer(**plain)


def waiting(name: str) -> list[Mapping[str, Any]]:
    """Return what each job of a task that has not run yet was given, in the order they were put on the queue."""
    jobs = ProcrastinateJob.objects.filter(task_name=name, status=Status.TODO.value)
    return list(jobs.order_by("id").values_list("args", flat=True))


def run_worker(*, forever: bool = True, name: str = "worker") -> None:
    """Run what is on the queue: for as long as the process lives, or until the queue is empty."""
    connector = app.connector
    if not isinstance(connector, DjangoConnector):
        raise RuntimeError("A worker is running in this process already")
    with app.replace_connector(connector.get_worker_connector()):
        asyncio.run(_work(forever=forever, name=name))


async def _work(*, forever: bool, name: str) -> None:
    async with app.open_async():
        await app.run_worker_async(
            name=name,
            wait=forever,
            listen_notify=forever,
            install_signal_handlers=forever,
            stalled_worker_timeout=STALLED_AFTER,
            task_middleware=[_with_own_connection],
        )


def _with_own_connection(call_next: Callable[[], Any], context: JobContext, worker: Worker) -> Any:
    """Run a job and close the connection of its thread, which nobody else could reach."""
    try:
        return call_next()
    finally:
        connections.close_all()


async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """Put the jobs of dead workers back on the queue; one that has taken `RETRIES` workers with it has failed."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER):
        if job.attempts < RETRIES:
            await manager.retry_job(job)
        else:
            await manager.finish_job(job, status=Status.FAILED, delete_job=False)


app.periodic(cron="* * * * *")(
    app.task(name="core.retry_stalled", queueing_lock="core.retry_stalled", pass_context=True)(retry_stalled)
)


def _plain(key: str, value: object) -> Any:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(key, item) for item in value]
    raise NotPlain(key, value)
