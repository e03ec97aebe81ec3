"""A back-up comes back whole, sealed or not, or not at all."""

import json
import os
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO, StringIO
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pyrage
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from baton.documents.files import store
from baton.frontdoor.models import Enquiry, EnquiryDocument
from baton.journal import access, chain
from baton.journal.models import AccessEntry
from baton.operations.keeping import bringing_back, contents, documents, making, manifest, remembered
from baton.partnership.tests.factories import practitioner
from baton.people.tests.factories import adult, family
from config.run import binaries, clones
from config.run.databases import Databases, prepare

AT = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
NAME = "baton-20261126T020000Z"


@pytest.fixture
def home(settings, tmp_path, monkeypatch) -> Path:
    settings.BATON_HOME = tmp_path / "home"
    (settings.BATON_HOME / "uploads" / "2026").mkdir(parents=True)
    (settings.BATON_HOME / "uploads" / "2026" / "plan.pdf").write_bytes(b"a plan")
    monkeypatch.setenv("BATON_PROGRAMS", str(binaries.clients()))
    return settings.BATON_HOME


@pytest.fixture
def other(database_server: Databases) -> Iterator[Databases]:
    """Give an empty database on the same server."""
    name = f"{clones.CLONE}{clones.machine()}_{os.getpid()}_other"
    with clones._owner(database_server) as owner:
        owner.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        yield database_server.named(name)
        clones._drop(owner, name)


@pytest.fixture
def key(tmp_path) -> tuple[Path, Path]:
    """Give a file with a public key and one with the secret key."""
    made = pyrage.x25519.Identity.generate()
    public, secret = tmp_path / "public", tmp_path / "secret"
    public.write_text(f"# the office safe\n{made.to_public()}\n")
    secret.write_text(f"{made}\n")
    return public, secret


def backup(where: Path, of: Databases, monkeypatch, *words: str) -> Path:
    monkeypatch.setenv("DATABASE_OWNER_URL", of.owner)
    said = StringIO()
    call_command("backup", str(where), *words, stdout=said)
    return Path(said.getvalue().partition(":")[0])


def restore(made: Path, into: Databases, monkeypatch, *words: str) -> str:
    monkeypatch.setenv("DATABASE_OWNER_URL", into.owner)
    said = StringIO()
    call_command("restore", str(made), *words, stdout=said)
    return said.getvalue()


def held(database: Databases) -> contents.Contents:
    with psycopg.connect(database.owner) as connection:
        return contents.of(connection)


@contextmanager
def looking_at(database: Databases) -> Iterator[None]:
    """Let the application look at another database for a while."""
    before = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = urlsplit(database.serving).path[1:]
    connection.close()
    yield
    connection.close()
    connection.settings_dict["NAME"] = before


def is_empty(database: Databases) -> bool:
    with psycopg.connect(database.owner) as connection:
        return connection.execute(contents.TABLES).fetchall() == []


def test_a_restore_drill(own_database, other, home, key, tmp_path, monkeypatch):
    adult(of=family())
    access.write([AccessEntry(what="page", outcome="allowed", request_id=uuid4()) for _ in range(3)])
    assert chain.link() == 3
    noted = chain.head()
    before = held(own_database)
    assert before.tables["people_person"][0] == 1
    assert before.rows_of("personhistory") >= 1
    made = backup(tmp_path / "kept", own_database, monkeypatch, "--seal-for", str(key[0]))
    assert b"Kelly" not in (made / "database.dump.age").read_bytes()
    assert {path.name for path in made.iterdir()} == {"database.dump.age", "files.tar.age", "manifest.json"}
    (home / "uploads" / "later.txt").write_text("later")
    with psycopg.connect(other.owner, autocommit=True) as owner:
        owner.execute("CREATE TABLE earlier (id int)")

    def refused(match: str, *words: str) -> None:
        with pytest.raises(CommandError, match=match):
            restore(made, other, monkeypatch, *words)

    opened = ["--key", str(key[1])]
    refused("sealed: give the file")
    refused("must hold secret keys", "--key", str(key[0]))
    refused("database is not empty", *opened)
    with psycopg.connect(other.owner):
        refused("being served", "--replace", *opened)
    assert list(held(other).tables) == ["earlier"]

    said = restore(made, other, monkeypatch, "--replace", *opened)

    assert held(other).differences(before) == []
    assert [path.name for path in (home / "uploads").rglob("*") if path.is_file()] == ["plan.pdf"]
    assert (home / "uploads" / "2026" / "plan.pdf").read_bytes() == b"a plan"
    assert not (home / bringing_back.WAITING).exists()
    assert f"{before.rows:,} rows of {len(before.tables)} tables" in said

    # What `./run manage restore` does then: nothing to migrate, and the serving role has its rights back, no more.
    prepare(other, "doncaster")
    with psycopg.connect(other.serving, autocommit=True) as serving:
        assert serving.execute("SELECT count(*) FROM people_person").fetchone() == (0,), "the wall came back"
        serving.execute("SELECT set_config('baton.purpose', 'system', false)")
        assert serving.execute("SELECT count(*) FROM people_person").fetchone() == (1,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            serving.execute("DELETE FROM journal_event")
    with looking_at(other):
        assert chain.first_fault() is None
        assert chain.proves(noted)


def test_what_is_not_whole_is_nothing(own_database, other, home, tmp_path, monkeypatch):
    made = backup(tmp_path, own_database, monkeypatch)
    listed = json.loads((made / "manifest.json").read_text())
    dump = (made / "database.dump").read_bytes()

    def refused(match: str) -> None:
        with pytest.raises(CommandError, match=match):
            restore(made, other, monkeypatch)

    refused("uploads is not empty")
    shutil.rmtree(home / "uploads")
    (made / "manifest.json").write_text(json.dumps(listed | {"format": 9}))
    refused("another release: its list has the format 9")
    (made / "manifest.json").write_text(json.dumps(listed | {"migrations": ["people.9999_later"]}))
    refused("newer release, which has people.9999_later")
    (made / "manifest.json").write_text(json.dumps(listed | {"files": 2}))
    refused("1 files came out of the back-up, and 2 went in")
    (made / "manifest.json").write_text(json.dumps(listed))

    # Cut off on the way, and nobody noticed: what had been written until then is undone.
    (made / "database.dump").write_bytes(dump[: len(dump) // 2])
    refused("database.dump is not the file that was made")
    with monkeypatch.context() as patch:
        patch.setattr(
            bringing_back.manifest, "part_of", lambda path: manifest.Part(**listed["parts"][path.name])
        )
        refused("The database is as it was before|pg_restore failed")
    (made / "database.dump").write_bytes(dump)

    def killed(source, target, major):
        target.write(source.read(200_000))
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(bringing_back, "_pump", killed)
        with pytest.raises(KeyboardInterrupt):
            restore(made, other, monkeypatch)

    (made / "manifest.json").unlink()
    refused("it is no whole back-up")
    assert is_empty(other)
    assert not (home / "uploads").exists()


def test_each_row_and_each_object_is_compared(own_database):
    adult(of=family())
    with psycopg.connect(own_database.owner) as owner:
        found = contents.of(owner)
        owner.execute(contents.expectation(found))

        fewer = replace(found, tables=found.tables | {"people_person": (0, "0")})
        changed = replace(found, tables=found.tables | {"people_person": (1, "1")})
        asleep = replace(found, objects=found.objects | {"triggers": 0})
        for wanted, what in ((fewer, "people_person"), (changed, "people_person"), (asleep, "triggers")):
            with (
                pytest.raises(psycopg.errors.RaiseException, match=f"{what} is not what was kept"),
                owner.transaction(),
            ):
                owner.execute(contents.expectation(wanted))
            assert len(found.differences(wanted)) == 1


def test_a_back_up_that_fails_leaves_nothing_by_its_name(own_database, home, tmp_path, monkeypatch):
    (tmp_path / "kept" / "baton-20261125T020000Z.part").mkdir(parents=True)  # left by one that was killed
    monkeypatch.setattr(making, "DUMPED", ["--no-such-option"])

    with pytest.raises(CommandError, match="No back-up was made: pg_dump failed"):
        backup(tmp_path / "kept", own_database, monkeypatch)

    assert [path.name for path in (tmp_path / "kept").iterdir()] == [".lock"]
    assert remembered.last_backup() is None


def test_one_back_up_at_a_time_and_only_with_what_it_needs(own_database, home, tmp_path, monkeypatch):
    with making._alone(tmp_path), pytest.raises(CommandError, match="Another back-up"):
        backup(tmp_path, own_database, monkeypatch)
    (tmp_path / "none").write_text("# nobody\n")
    with pytest.raises(CommandError, match="holds no public key"):
        backup(tmp_path, own_database, monkeypatch, "--seal-for", str(tmp_path / "none"))
    with pytest.raises(CommandError, match="cannot be read"):
        backup(tmp_path, own_database, monkeypatch, "--seal-for", str(tmp_path / "nowhere"))
    monkeypatch.setattr(making.programs, "_places", lambda: iter(()))
    with pytest.raises(CommandError, match="install postgresql-client-"):
        backup(tmp_path, own_database, monkeypatch)
    monkeypatch.delenv("DATABASE_OWNER_URL")
    with pytest.raises(CommandError, match="DATABASE_OWNER_URL is not set"):
        call_command("backup", str(tmp_path))


def test_documents_come_back_each_as_its_digest_says(own_database, other, home, tmp_path, monkeypatch):
    whole, changed, missing = (store.digest_of(content) for content in (b"whole", b"changed", b"missing"))
    for content in (b"whole", b"changed", b"without a row"):
        store.keep(content)
    store.path_of(changed).write_bytes(b"otherwise")
    by = practitioner()
    enquiry = Enquiry.objects.create(
        reference="E-1",
        received_at=AT,
        keyed_at=AT,
        channel="online",
        source_type="school",
        target_at=AT,
        due_at=AT,
    )
    for digest in (whole, changed, missing):
        EnquiryDocument.objects.create(
            enquiry=enquiry, title="Letter", kind="letter", dated_on=AT, audience="record", file_kind="txt",
            digest=digest, size=5, state="clean", added_by=by, added_at=AT,
        )  # fmt: skip
    made = backup(tmp_path / "kept", own_database, monkeypatch)
    shutil.rmtree(home / "uploads")

    with psycopg.connect(other.owner) as owner:
        assert documents.standing(owner, home) == documents.Standing(0)
    said = restore(made, other, monkeypatch)

    assert "3 files of documents: 1 missing, 1 not what they were" in said
    with psycopg.connect(other.owner) as owner:
        assert documents.standing(owner, home) == documents.Standing(3, (missing,), (changed,))
    assert {path.name for path in store.held()} == {whole, changed, store.digest_of(b"without a row")}


def test_what_comes_in_while_a_back_up_is_made_belongs_to_the_next(own_database, home, tmp_path, monkeypatch):
    pack = making._speaking

    def speaking(command, environment):
        if command[0] == "tar":
            store.keep(b"just added")
        return pack(command, environment)

    monkeypatch.setattr(making, "_speaking", speaking)

    made = backup(tmp_path / "kept", own_database, monkeypatch)

    assert manifest.read(made).files == 1
    with tarfile.open(made / "files.tar") as archive:
        assert archive.getnames() == ["uploads/2026/plan.pdf"]


def packed(folder, *added):
    """A tar file of one file of documents and what else is added."""
    tar = folder / "files.tar"
    with tarfile.open(tar, "w") as archive:
        letter = tarfile.TarInfo("uploads/letter.pdf")
        letter.size = len(b"letter")
        archive.addfile(letter, BytesIO(b"letter"))
        for member in added:
            archive.addfile(member)
    return tar


def test_what_is_packed_comes_out_as_it_went_in(tmp_path):
    bringing_back._unpack(packed(tmp_path), tmp_path / "waiting", None, 1)

    assert (tmp_path / "waiting" / "uploads" / "letter.pdf").read_bytes() == b"letter"


def test_a_link_in_a_back_up_leads_nowhere(tmp_path):
    link = tarfile.TarInfo("uploads/link.pdf")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"

    with pytest.raises(making.CouldNot, match="Something else than files"):
        bringing_back._unpack(packed(tmp_path, link), tmp_path / "waiting", None, 2)


def test_a_back_up_writes_nothing_outside_its_folder(tmp_path):
    with pytest.raises(making.CouldNot, match="tar failed"):
        bringing_back._unpack(packed(tmp_path, tarfile.TarInfo("../outside")), tmp_path / "waiting", None, 2)

    assert not (tmp_path / "outside").exists()


def test_a_file_too_few_is_said(tmp_path):
    with pytest.raises(making.CouldNot, match="1 files came out of the back-up, and 2 went in"):
        bringing_back._unpack(packed(tmp_path), tmp_path / "waiting", None, 2)
