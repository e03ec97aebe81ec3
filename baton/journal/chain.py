"""The access log as a chain, in which a changed, missing or added entry is found: docs/adr/0013.

Each entry's link holds the digest of what the entry says and of the link before it. The worker writes the links behind
the entries, so that no page waits for another's; what the digests are made of is asked of the database, in one place.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from django.db import connection, transaction

from baton.core.bulk import insert
from baton.journal.marks import LOOKS
from baton.journal.models import AccessEntry, AccessLink

logger = logging.getLogger(__name__)

ONE_WRITER = 0xBA12 << 44
"""The number of the advisory lock under which links are written."""

AT_ONCE = 20_000
"""Entries that are linked in one transaction, and checked in one query (ours)."""

LATE = timedelta(hours=1)
"""How much earlier than the entries before it an entry may say that it was written (ours): no page takes so long."""

BEFORE_THE_FIRST = b""
LOWEST_ID = -(2**63)

# Column by column, so that a column of a later release breaks no link; as JSON, which no setting of the session changes.
_SAYS = """
sha256(convert_to(jsonb_build_array(
    entry.id, entry.at AT TIME ZONE 'UTC', entry.practitioner_id, entry.organisation_id, entry.role, entry.family_id,
    entry.person_id, entry.what, entry.url_name, entry.outcome, entry.reason, entry.request_id
)::text, 'UTF8'))
"""

_NEXT = f"""
SELECT entry.id, {_SAYS} FROM journal_accessentry AS entry
 WHERE entry.id > %(after)s AND entry.id <= %(upto)s ORDER BY entry.id LIMIT %(limit)s
"""

_FIRST_FAULT = f"""
WITH entry AS (SELECT * FROM journal_accessentry WHERE id >= %(after)s AND id <= %(upto)s),
     link AS (SELECT * FROM journal_accesslink WHERE entry_id >= %(after)s AND entry_id <= %(upto)s),
     both_of AS (
    SELECT id, entry.at, link.digest, entry.id IS NOT NULL AS is_there, link.entry_id IS NOT NULL AS is_linked,
           sha256(COALESCE(lag(link.digest) OVER by_id, '') || {_SAYS}) AS expected,
           max(entry.at) OVER (by_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS latest
      FROM entry FULL JOIN (SELECT entry_id AS id, * FROM link) AS link USING (id)
    WINDOW by_id AS (ORDER BY id)
)
SELECT id, is_there, is_linked, digest = expected FROM both_of
 WHERE id > %(after)s
   AND (NOT is_there OR NOT is_linked OR digest IS DISTINCT FROM expected
        OR at < latest - make_interval(secs => %(late)s))
 ORDER BY id LIMIT 1
"""


class Wrong(StrEnum):
    """What does not hold about an entry."""

    MISSING = "it is missing"
    ADDED = "it was added behind the log's back"
    CHANGED = "it was changed, or what stood before it is missing"
    ANTEDATED = "it says that it was written before entries that stood there already"
    UNKNOWN = "it is not the entry that stood there when its digest was noted"


@dataclass(frozen=True)
class Fault:
    """The first entry of the access log that does not hold, and why."""

    entry_id: int
    wrong: Wrong


@dataclass(frozen=True)
class Head:
    """How far the chain has come: the last entry that is linked and its digest in hexadecimal. Kept elsewhere, it
    proves later that nothing up to there was written anew.
    """

    entry_id: int = 0
    digest: str = ""


def head() -> Head:
    """Return how far the chain has come."""
    last = AccessLink.objects.order_by("-entry_id").first()
    return Head(last.entry_id, bytes(last.digest).hex()) if last else Head()


def link() -> int:
    """Link every entry that is settled and is in no chain yet; return how many. Links written so far stay if it fails."""
    linked = 0
    while step := _link_some():
        linked += step
    if linked:
        now = head()
        logger.info("access log linked", extra={"entry_id": now.entry_id, "digest": now.digest})
    return linked


@transaction.atomic
def _link_some() -> int:
    upto = LOOKS.settled()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_WRITER])
        now = head()
        cursor.execute(_NEXT, {"after": now.entry_id, "upto": upto, "limit": AT_ONCE})
        rows = cursor.fetchall()
    digest, links = bytes.fromhex(now.digest) or BEFORE_THE_FIRST, []
    for entry_id, says in rows:
        digest = sha256(digest + says).digest()
        links.append(AccessLink(entry_id=entry_id, digest=digest))
    insert(links)
    return len(links)


def newest(rows: int) -> int:
    """Return the id from which on there are about so many links: where a quick look begins."""
    ids = AccessLink.objects.order_by("-entry_id").values_list("entry_id", flat=True)
    return next(iter(ids[rows : rows + 1]), 0)


def first_fault(*, after: int = 0) -> Fault | None:
    """Return the first entry with an id above `after` that does not hold, None where the whole chain does.

    What is not linked yet is not looked at.
    """
    for low, high in _pieces(after, head().entry_id):
        with connection.cursor() as cursor:
            cursor.execute(_FIRST_FAULT, {"after": low, "upto": high, "late": LATE.total_seconds()})
            if found := cursor.fetchone():
                return Fault(found[0], _wrong(*found[1:]))
    return None


def proves(known: Head) -> bool:
    """Tell whether the chain still has the digest that it had at an entry when somebody noted it."""
    found = AccessLink.objects.filter(entry_id=known.entry_id).first()
    return found is not None and bytes(found.digest).hex() == known.digest.lower()


def waiting() -> int:
    """Return how many entries are not linked yet."""
    return AccessEntry.objects.filter(id__gt=head().entry_id).count()


def waiting_since() -> datetime | None:
    """Return since when the oldest entry waits that is not linked yet, None where none does."""
    return (
        AccessEntry.objects.filter(id__gt=head().entry_id).order_by("id").values_list("at", flat=True).first()
    )


def _pieces(after: int, last: int) -> Iterator[tuple[int, int]]:
    """Cut the links above an id into pieces that a query compares at once; each begins with the end of the one before."""
    low = after or LOWEST_ID  # an entry below the first one was added
    while low < last:
        ids = (
            AccessLink.objects.filter(entry_id__gt=low)
            .order_by("entry_id")
            .values_list("entry_id", flat=True)
        )
        high = next(iter(ids[AT_ONCE - 1 : AT_ONCE]), last)
        yield low, high
        low = high


def _wrong(is_there: bool, is_linked: bool, holds: bool | None) -> Wrong:
    if not is_there:
        return Wrong.MISSING
    if not is_linked:
        return Wrong.ADDED
    return Wrong.ANTEDATED if holds else Wrong.CHANGED
