"""Whether the files of the documents are there, and are what they were: each is named by the digest of its content."""

from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from baton.documents.files import store
from baton.documents.models import tables

FOLDER = Path("uploads") / "documents"


@dataclass(frozen=True)
class Standing:
    """How many files of documents there should be, and the digests of those missing and of those changed."""

    wanted: int
    missing: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """How they stand, for people."""
        if not self.missing and not self.changed:
            return f"{self.wanted} files of documents, each as its digest says"
        return f"{self.wanted} files of documents: {len(self.missing)} missing, {len(self.changed)} not what they were"


def standing(connection: psycopg.Connection, home: Path) -> Standing:
    """Read every file of a document below `home`, and hold it against the database."""
    wanted: set[str] = set()
    connection.execute("SET row_security = on")
    for model in tables():
        there = connection.execute("SELECT to_regclass(%s)", [f"public.{model._meta.db_table}"]).fetchone()
        if there == (None,):
            continue  # a back-up made before there were documents
        text = sql.SQL("SELECT digest FROM {} WHERE state <> 'infected' AND digest <> ''")
        rows = connection.execute(text.format(sql.Identifier("public", model._meta.db_table)))
        wanted.update(digest for (digest,) in rows)
    held = {path.name: path for path in store.held(home / FOLDER)}
    return Standing(
        len(wanted),
        missing=tuple(sorted(wanted - held.keys())),
        changed=tuple(sorted(name for name in wanted & held.keys() if not store.is_whole(held[name]))),
    )
