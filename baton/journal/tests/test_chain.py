"""The access log as a chain: whatever the owner of the tables changes, removes or adds is found, and named."""

import threading
from argparse import ArgumentTypeError
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from baton.core import wall
from baton.journal import access, chain, tasks
from baton.journal.chain import Fault, Head, Wrong
from baton.journal.management.commands.verify_access_log import known
from baton.journal.models import AccessEntry, AccessLink


def look(number: int = 1) -> list[int]:
    """Add entries as pages do; return the ids of all there are."""
    access.write([AccessEntry(what="page", outcome="allowed", request_id=uuid4()) for _ in range(number)])
    return list(AccessEntry.objects.order_by("id").values_list("id", flat=True))


def verify(*words: str) -> str:
    said = StringIO()
    call_command("verify_access_log", *words, stdout=said)
    return said.getvalue()


def test_the_chain_is_carried_on_and_holds_across_pieces(own_database, monkeypatch, caplog):
    assert "no links yet" in verify()
    monkeypatch.setattr(chain, "AT_ONCE", 2)
    look(5)
    with caplog.at_level("INFO", "baton.journal.chain"):
        tasks.link()
    first = chain.head()
    look(2)

    assert f"holds up to {first.entry_id}:{first.digest}" in verify()
    assert "2 entries wait" in verify()
    assert chain.link() == 2
    assert chain.link() == 0
    assert AccessLink.objects.count() == 7
    assert chain.first_fault() is None
    assert "0 entries wait" in verify("--known", f"{first.entry_id}:{first.digest}")
    assert (caplog.records[0].entry_id, caplog.records[0].digest) == (first.entry_id, first.digest)


INSERT = "INSERT INTO journal_accessentry (id, at, role, what, url_name, outcome, reason, request_id) "
LIKE = "SELECT {id}, {at}, role, what, url_name, outcome, reason, request_id FROM journal_accessentry WHERE id = {of}"
TAMPERED = {
    "changed": ("UPDATE journal_accessentry SET practitioner_id = request_id WHERE id = {ids[1]}", 1, Wrong.CHANGED),
    "moved": ("UPDATE journal_accessentry SET at = at + interval '1 us' WHERE id = {ids[1]}", 1, Wrong.CHANGED),
    "deleted": ("DELETE FROM journal_accessentry WHERE id = {ids[1]}", 1, Wrong.MISSING),
    "deleted at the end": ("DELETE FROM journal_accessentry WHERE id = {ids[4]}", 4, Wrong.MISSING),
    "deleted with its link": (
        "DELETE FROM journal_accessentry WHERE id = {ids[1]}; DELETE FROM journal_accesslink WHERE entry_id = {ids[1]}",
        2,
        Wrong.CHANGED,
    ),
    "deleted link": ("DELETE FROM journal_accesslink WHERE entry_id = {ids[1]}", 1, Wrong.ADDED),
    "exchanged": (
        """
        UPDATE journal_accessentry SET id = {ids[4]} + 1000 WHERE id = {ids[1]};
        UPDATE journal_accessentry SET id = {ids[1]} WHERE id = {ids[2]};
        UPDATE journal_accessentry SET id = {ids[2]} WHERE id > {ids[4]}
        """,
        1,
        Wrong.CHANGED,
    ),
    "added below the first": (INSERT + LIKE.format(id=-1, at="at", of="{ids[0]}"), None, Wrong.ADDED),
}  # fmt: skip


@pytest.fixture
def tamper(own_database, owner_connection):
    """Give what runs a statement as the owner, behind every wall, and what puts the tables back."""
    owner_connection.execute("ALTER TABLE journal_accessentry NO FORCE ROW LEVEL SECURITY")

    def run(statement: str, then) -> None:
        for table in ("entry", "link"):
            owner_connection.execute(f"CREATE TABLE kept_{table} AS TABLE journal_access{table}")
        owner_connection.execute(statement)
        then()
        for table in ("entry", "link"):
            owner_connection.execute(f"DELETE FROM journal_access{table}")
            owner_connection.execute(f"INSERT INTO journal_access{table} SELECT * FROM kept_{table}")
            owner_connection.execute(f"DROP TABLE kept_{table}")

    return run


@pytest.mark.parametrize("piece", [2, 20_000])
def test_what_the_owner_does_to_an_entry_is_found_and_named(tamper, monkeypatch, piece):
    monkeypatch.setattr(chain, "AT_ONCE", piece)
    ids = look(5)
    chain.link()
    found = {}

    for words, (statement, *_) in TAMPERED.items():
        tamper(statement.format(ids=ids), lambda words=words: found.update({words: chain.first_fault()}))

    assert found == {
        words: Fault(-1 if where is None else ids[where], wrong)
        for words, (_, where, wrong) in TAMPERED.items()
    }
    assert chain.first_fault() is None


def test_the_command_names_the_entry_and_ends_with_a_fault(tamper):
    ids = look(3)
    chain.link()

    def then() -> None:
        with pytest.raises(CommandError, match=f"does not hold at entry {ids[0]}: it was changed"):
            verify()
        assert chain.first_fault(after=chain.newest(1)) is None, "a quick look begins behind it"

    tamper(f"UPDATE journal_accessentry SET reason = 'none' WHERE id = {ids[0]}", then)


def test_an_entry_added_later_with_an_earlier_day_is_found(tamper):
    (first,) = look(1)
    at = "at - interval '40 days'"

    def then() -> None:
        chain.link()
        assert chain.first_fault() == Fault(first + 1, Wrong.ANTEDATED)

    tamper(INSERT + LIKE.format(id="nextval('journal_accessentry_id_seq')", at=at, of=first), then)


def test_a_chain_written_anew_is_no_longer_the_one_that_was_noted(tamper):
    ids = look(3)
    chain.link()
    noted = chain.head()

    def then() -> None:
        chain.link()
        assert chain.first_fault() is None, "from within, it holds"
        assert not chain.proves(noted)
        with pytest.raises(CommandError, match=f"entry {ids[2]}: it is not the entry that stood there"):
            verify("--known", f"{noted.entry_id}:{noted.digest}")

    tamper(
        f"DELETE FROM journal_accesslink; UPDATE journal_accessentry SET reason = 'none' WHERE id = {ids[1]}",
        then,
    )


def test_what_another_transaction_still_writes_is_linked_later_and_in_its_place(own_database):
    begun, finish = threading.Event(), threading.Event()

    def slow() -> None:
        with wall.beyond(wall.Purpose.SYSTEM), transaction.atomic():
            look()
            begun.set()
            finish.wait(10)
        connection.close()

    writer = threading.Thread(target=slow)
    writer.start()
    assert begun.wait(10)
    look()

    assert chain.link() == 0, "the earlier one is not there yet"
    finish.set()
    writer.join()
    assert chain.link() == 2
    assert chain.first_fault() is None


@pytest.mark.django_db
def test_a_page_writes_its_entries_with_one_query_and_waits_for_nobody(django_assert_num_queries):
    with django_assert_num_queries(1):
        access.write([AccessEntry(what="page", outcome="allowed", request_id=uuid4())])


@pytest.mark.django_db
def test_no_page_carries_the_chain_on():
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic(), wall.public():
        AccessLink.objects.create(entry_id=1, digest=b"mine")


@pytest.mark.parametrize("text", ["", "12", "12:", "x:" + 64 * "a", "12:" + 63 * "a", "12:" + 64 * "g"])
def test_what_is_no_digest_is_refused(text):
    with pytest.raises(ArgumentTypeError, match="64 letters"):
        known(text)


def test_a_digest_is_read_as_it_was_printed():
    assert known("12:" + 64 * "a") == Head(12, 64 * "a")
