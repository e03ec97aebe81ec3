"""The scanner beside ClamAV itself, where its daemon is installed: what a stand-in says proves little of what it says."""

import shutil
import subprocess
import time
from io import BytesIO
from pathlib import Path

import pytest

from baton.documents.files import scanner
from baton.documents.files.scanner import Unreachable
from baton.documents.rules.document import State
from baton.documents.tests.files import EICAR

CLAMD = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin")
PATIENCE = 30.0
MOST = 1024 * 1024

pytestmark = pytest.mark.skipif(CLAMD is None, reason="ClamAV's daemon is not installed")


@pytest.fixture
def looking(tmp_path):
    """Run the daemon with one signature, that of the file which everybody uses to try a scanner."""
    (tmp_path / "signatures").mkdir()
    (tmp_path / "signatures" / "tried.ndb").write_text(f"Tried:0:*:{EICAR.hex()}\n")
    path = tmp_path / "clamd.ctl"
    said = {"LocalSocket": path, "DatabaseDirectory": tmp_path / "signatures", "StreamMaxLength": MOST}
    config = tmp_path / "clamd.conf"
    config.write_text("".join(f"{name} {value}\n" for name, value in (said | {"Foreground": "yes"}).items()))
    with subprocess.Popen([str(CLAMD), "-c", str(config)], stdout=subprocess.DEVNULL) as daemon:
        try:
            _wait_for(path, daemon)
            yield scanner.at(f"unix:{path}")
        finally:
            daemon.terminate()


def _wait_for(path: Path, daemon: subprocess.Popen[bytes]) -> None:
    begun = time.monotonic()
    while not path.exists():
        assert daemon.poll() is None, "clamd ended at once"
        assert time.monotonic() - begun < PATIENCE, "clamd gave no socket"
        time.sleep(0.05)


def test_it_finds_what_is_to_be_found_and_says_who_it_is(looking):
    assert looking.version().startswith("ClamAV ")
    assert looking.scan(BytesIO(b"Dear all")) is State.CLEAN
    assert looking.scan(BytesIO(b"x" * (scanner.PIECE + 1) + EICAR)) is State.INFECTED


def test_a_file_longer_than_it_takes_has_no_verdict(looking):
    with pytest.raises(Unreachable):
        looking.scan(BytesIO(b"x" * (2 * MOST)))
