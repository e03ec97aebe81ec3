"""Everything that `doctor` looks at, in the order in which a fault explains the next."""

from collections.abc import Iterator
from contextlib import nullcontext

from django.db import Error, transaction

from baton.operations.checks import access_log, coming_back, database, documents, service
from baton.operations.checks.finding import Check, Finding, fault

OF_DATABASE: tuple[Check, ...] = (
    database.server,
    database.roles,
    database.migrations,
    database.rights,
    database.triggers,
    access_log.access_log,
    service.profile,
    service.records,
    service.worker,
    documents.files,
    documents.waiting,
    coming_back.archive,
)
OF_MACHINE: tuple[Check, ...] = (
    service.mail,
    documents.virus_scanner,
    service.address,
    service.home,
    service.static_files,
    coming_back.last_backup,
    coming_back.unfinished,
)


def findings() -> Iterator[Finding]:
    """Yield what each look finds. A look that breaks is a fault of its own and keeps no other from being taken."""
    for check in (*OF_DATABASE, *OF_MACHINE):
        try:
            with transaction.atomic() if check in OF_DATABASE else nullcontext():
                found = list(check())
        except Error as problem:
            words = f"could not be asked: {str(problem).strip().splitlines()[0]}"
            found = [fault(check.__name__.replace("_", " "), words, "see to the database first")]
        yield from found
