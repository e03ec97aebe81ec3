"""The documents: whether their files are there, and whether somebody looks for viruses in them."""

from collections.abc import Iterator

from django.conf import settings

from baton.core.rules.words import counted
from baton.documents.files import scanner, store
from baton.documents.models import digests, tables
from baton.operations.checks.finding import Finding, fault, graver, holds, look


def files() -> Iterator[Finding]:
    """Every document's file lies in its place. `restore` reads each of them; here only their names are looked at."""
    wanted = digests()
    missing = wanted - {path.name for path in store.held()}
    if missing:
        words = f"{counted(len(missing), 'file')} of {len(wanted)} missing"
        yield fault("documents", words, f"bring {store.folder()} back from a back-up")
    else:
        yield holds("documents", f"{counted(len(wanted), 'file')}, none missing")


def waiting() -> Iterator[Finding]:
    """No document waits for the virus scanner."""
    number = sum(model.objects.waiting().count() for model in tables())
    if number:
        words = f"{counted(number, 'document')} cannot be opened before a scanner has looked"
        yield look("quarantine", words, "see to the virus scanner; the worker asks it every five minutes")


def virus_scanner() -> Iterator[Finding]:
    """The virus scanner answers, or the installation has chosen to have none."""
    remedy = "install clamav-daemon and name its socket in BATON_SCANNER"
    if settings.BATON_SCANNER == scanner.NONE:
        words = "none: documents are opened without a look for viruses"
        yield graver("virus scanner", words, remedy, is_production=settings.PRODUCTION)
        return
    try:
        yield holds("virus scanner", scanner.current().version())
    except scanner.BadAddress as problem:
        yield fault("virus scanner", str(problem), "correct it")
    except scanner.Unreachable as problem:
        words = f"does not answer at {settings.BATON_SCANNER} ({problem}): documents wait in quarantine"
        yield fault("virus scanner", words, remedy)
