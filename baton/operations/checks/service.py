"""What serves people: profile, jobs, messages, the address and its certificate, files and back-ups."""

import os
import shutil
import socket
import ssl
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import get_connection
from django.http.request import validate_host
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker
from procrastinate.jobs import Status

from baton.core import installation, jobs
from baton.core.models import Installation
from baton.core.rules.words import counted
from baton.operations.checks.finding import Finding, fault, graver, holds, look
from baton.partnership import profiles
from baton.partnership.rules.profile import ProfileFaults
from baton.partnership.rules.profile_versions import digest_of

LEAST_SPACE = 2 * 1024**3
"""Bytes free in BATON_HOME, below which a back-up or an upload may no longer fit (ours)."""

LATE = timedelta(minutes=10)
"""How long a job may wait beyond its moment (ours: a message is promised within minutes)."""

CERTIFICATE_LEFT = timedelta(days=14)
"""How long before its end a certificate should have been renewed (ours)."""

PATIENCE = 5.0
START_WORKER = "start the worker: `systemctl start baton-worker` (or `manage.py work`)"


def profile() -> Iterator[Finding]:
    """The partnership's profile is loaded and holds; the database is what the settings take it for."""
    name = settings.BATON_PROFILE
    load = f"`./run manage load_profile {name}`"
    try:
        profiles.current()
        loaded = profiles.version_now()
    except ProfileFaults as wrong:
        yield fault("profile", str(wrong.faults[0]), f"{load} --check says more")
    except profiles.ProfileNotLoaded:
        yield fault("profile", f"{name} is not loaded", load)
    else:
        if loaded.digest == digest_of(profiles.texts(name)):
            yield holds("profile", f"{name} is loaded as it stands in its folder")
        else:
            yield look("profile", f"the folder of {name} was changed since it was loaded", load)


def records() -> Iterator[Finding]:
    """The database is what the settings take it for: synthetic people, or real ones."""
    kind = installation.kind()
    if settings.PRODUCTION and kind == Installation.Kind.DEMONSTRATION:
        yield fault("records", "a demonstration under production settings", "use a database of its own")
    elif kind == Installation.Kind.REAL and not settings.PRODUCTION:
        words = "real people without production settings"
        yield fault("records", words, "set DJANGO_SETTINGS_MODULE=config.settings.production")
    else:
        yield holds("records", f"{kind.label.lower()}")


def worker() -> Iterator[Finding]:
    """A worker lives, nothing waits too long, nothing was left by a dead one."""
    now = timezone.now()
    alive = ProcrastinateWorker.objects.filter(
        last_heartbeat__gte=now - timedelta(seconds=2 * jobs.STALLED_AFTER)
    ).count()
    queued = ProcrastinateJob.objects.filter(status=Status.TODO.value)
    late = queued.filter(scheduled_at__lt=now - LATE).count()
    failed = ProcrastinateJob.objects.filter(status=Status.FAILED.value).count()
    stalled = ProcrastinateJob.objects.filter(status=Status.DOING.value).exclude(
        worker__last_heartbeat__gte=now - timedelta(seconds=2 * jobs.STALLED_AFTER)
    )
    if not alive:
        words = f"no worker lives; {queued.count()} jobs wait"
        yield graver("jobs", words, START_WORKER, is_production=settings.PRODUCTION)
    elif late or stalled.exists():
        words = f"{late} jobs are late, {stalled.count()} belong to a dead worker"
        yield fault("jobs", words, "look into the worker's log, and restart it")
    else:
        yield holds("jobs", f"{counted(alive, 'worker')}, {queued.count()} jobs wait")
    if failed:
        words = f"{failed} gave up after {jobs.RETRIES} tries"
        yield look("failed jobs", words, "the worker's log says why; they stay in procrastinate_jobs")


def mail() -> Iterator[Finding]:
    """Messages can leave."""
    if not settings.BATON_EMAIL_URL:
        words = "no mail server: messages stay as files in BATON_HOME/outbox"
        yield graver("mail", words, "set BATON_EMAIL_URL", is_production=settings.PRODUCTION)
        return
    try:
        with closing(get_connection(timeout=PATIENCE)) as sender:
            sender.open()
    except OSError as problem:  # the library's own faults are OSErrors too
        words = f"the mail server does not let us in ({type(problem).__name__})"
        yield fault("mail", words, "check BATON_EMAIL_URL and the way to that server")
    else:
        yield holds("mail", "the mail server lets us in")


def address() -> Iterator[Finding]:
    """In production the site's own address answers with a certificate that holds for a while yet."""
    if not settings.PRODUCTION:
        yield holds("address", f"{settings.BATON_SITE_URL} (not production)")
        return
    site = urlsplit(settings.BATON_SITE_URL)
    host, port = site.hostname or "", site.port or 443
    if not validate_host(host, settings.ALLOWED_HOSTS):
        yield fault("address", f"{host} is not in BATON_ALLOWED_HOSTS", "add it there")
        return
    try:
        ends = certificate_ends(host, port)
    except OSError as problem:
        words = f"{host}:{port} does not answer with a certificate that holds ({type(problem).__name__})"
        yield fault("address", words, "see to the TLS proxy and its certificate")
        return
    left = ends - timezone.now()
    words = f"{host} has a certificate for {left.days} more days"
    yield look("address", words, "renew it now") if left < CERTIFICATE_LEFT else holds("address", words)


def certificate_ends(host: str, port: int) -> datetime:
    """Return the last moment of the certificate that a server shows. Raises `OSError` where it does not hold."""
    context = ssl.create_default_context()
    with (
        socket.create_connection((host, port), timeout=PATIENCE) as plain,
        context.wrap_socket(plain, server_hostname=host) as secured,
    ):
        shown = secured.getpeercert() or {}
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(shown["notAfter"])), UTC)


def home() -> Iterator[Finding]:
    """The folder of the installation can be written, by us alone, and has room."""
    folder = Path(settings.BATON_HOME)
    if not os.access(folder, os.W_OK | os.X_OK):
        words = f"{folder} cannot be written by user {os.geteuid()}"
        yield fault("home", words, "make it, and give it to the account that serves")
        return
    free = shutil.disk_usage(folder).free
    words = f"{folder} has {free / 1024**3:.1f} GB free"
    if free < LEAST_SPACE:
        yield fault("home", words, "make room: at 0 nothing can be written any more")
    elif folder.stat().st_mode & 0o007:
        yield look("home", f"others may look into {folder}", f"chmod o-rwx {folder}")
    else:
        yield holds("home", words)


def static_files() -> Iterator[Finding]:
    """Style sheet and script lie where they are served from."""
    served = [Path(settings.STATIC_ROOT), *map(Path, settings.STATICFILES_DIRS)]
    places = served[:1] if settings.PRODUCTION else served
    if any((place / "baton" / "app.css").is_file() for place in places):
        yield holds("static files", "collected")
    else:
        words = "style sheet and script are not collected: pages would look broken"
        yield fault("static files", words, "`./run manage collectstatic --noinput`")
