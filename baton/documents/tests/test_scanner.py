"""The virus scanner over its socket, and where files lie."""

import errno
import os
from io import BytesIO

import pytest

from baton.documents.files import scanner, store
from baton.documents.files.scanner import BadAddress, Clamd, Nobody, Unreachable
from baton.documents.rules.document import State
from baton.documents.tests import clamd
from baton.documents.tests.files import EICAR


@pytest.fixture
def socket_path(tmp_path):
    return tmp_path / "clamd.ctl"


def test_what_is_handed_over_is_scanned_whole(socket_path):
    large = b"x" * (scanner.PIECE + 1)

    with clamd.running(socket_path) as server:
        looking = scanner.at(f"unix:{socket_path}")
        found = [looking.scan(BytesIO(content)) for content in (large, b"Dear all " + EICAR)]

        assert looking.version() == clamd.VERSION
    assert found == [State.CLEAN, State.INFECTED]
    assert server.seen[0] == large


@pytest.mark.parametrize("says", ["INSTREAM size limit exceeded. ERROR\0", "\0", "stream: OK FOUND? ERROR\0"])
def test_an_answer_that_is_no_verdict_is_none(socket_path, says):
    with clamd.running(socket_path) as server:
        server.says = says
        with pytest.raises(Unreachable):
            scanner.at(f"unix:{socket_path}").scan(BytesIO(b"x"))


def test_nobody_there_is_said(socket_path):
    for looking in (Clamd(path=str(socket_path)), Clamd(host="127.0.0.1", port=1)):
        with pytest.raises(Unreachable):
            looking.scan(BytesIO(b"x"))
        with pytest.raises(Unreachable):
            looking.version()


def test_an_address_names_a_scanner_or_says_that_there_is_none(settings):
    assert scanner.at("tcp://scan.example:99") == Clamd(host="scan.example", port=99)
    assert scanner.at("tcp://scan.example") == Clamd(host="scan.example", port=3310)
    assert scanner.at("unix:/run/x") == Clamd(path="/run/x")
    settings.BATON_SCANNER = "none"
    assert isinstance(scanner.current(), Nobody)
    assert (scanner.current().scan(BytesIO()), scanner.current().version()) == (State.UNSCANNED, "")


@pytest.mark.parametrize("address", ["", "unix:", "tcp://", "tcp://x:port", "http://x", "/run/clamd.ctl"])
def test_another_address_is_refused(address):
    with pytest.raises(BadAddress):
        scanner.at(address)


@pytest.fixture
def home(settings, tmp_path):
    settings.BATON_HOME = tmp_path
    return tmp_path


def test_a_file_is_kept_by_its_digest_for_its_owner_alone(home):
    digest = store.digest_of(b"a plan")
    store.keep(b"a plan")
    store.keep(b"a plan")

    (path,) = store.held()
    assert path == home / "uploads" / "documents" / digest[:2] / digest
    assert path.stat().st_mode & 0o077 == 0
    with store.opened(digest) as file:
        assert file.read() == b"a plan"
    assert store.is_whole(path)
    assert list(store.unfinished()) == []


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "A" * 64, "a" * 63 + "/"])
def test_what_is_no_digest_leads_nowhere(home, digest):
    with pytest.raises(ValueError, match="no digest"):
        store.path_of(digest)


def test_a_missing_file_is_said_and_a_changed_one_is_seen(home):
    digest = store.digest_of(b"a plan")
    with pytest.raises(store.Missing):
        store.opened(digest)
    store.keep(b"a plan")
    store.path_of(digest).write_bytes(b"another")

    assert not store.is_whole(store.path_of(digest))
    store.discard(digest)
    store.discard(digest)
    assert list(store.held()) == []


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_leaves_nothing_and_says_so(home, monkeypatch, step):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, step, full)

    with pytest.raises(store.NoRoom, match="no room left"):
        store.keep(b"a plan")
    assert list(store.held()) == list(store.unfinished()) == []


def test_another_fault_of_the_disk_is_no_want_of_room(home, monkeypatch):
    def broken(*_):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", broken)

    with pytest.raises(OSError, match="Input/output"):
        store.keep(b"a plan")


def test_a_program_killed_while_it_writes_leaves_no_document(home, monkeypatch):
    monkeypatch.setattr(os, "fsync", lambda _: os._exit(9))

    if not (child := os.fork()):
        store.keep(b"a plan")
    _, status = os.waitpid(child, 0)

    assert os.waitstatus_to_exitcode(status) == 9
    assert list(store.held()) == []
    assert len(list(store.unfinished())) == 1
