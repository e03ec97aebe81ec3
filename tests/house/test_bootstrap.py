"""Setting up on a machine that has a Python and a package index, and not even pip."""

import hashlib
import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.run import bootstrap, index
from config.run.home import ROOT
from config.run.trouble import Trouble


@pytest.fixture
def package_index(tmp_path: Path) -> Iterator[str]:
    """Serve an index that offers three versions of something called pip, one of them damaged."""
    folder = tmp_path / "index" / "pip"
    folder.mkdir(parents=True)
    links = []
    for version, said in (("9.0", b"old"), ("24.1", b"new"), ("24.1.dev1", b"unfinished")):
        (folder / f"pip-{version}-py3-none-any.whl").write_bytes(said)
        digest = hashlib.sha256(said).hexdigest()
        name = f"pip-{version}-py3-none-any.whl"
        links.append(f'<a href="../pip/{name}#sha256={digest}">{name}</a>')
    (folder / "index.html").write_text("\n".join(links))

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            pass

        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, directory=str(tmp_path / "index"), **kwargs)

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


def test_the_newest_pip_of_the_index_is_fetched(package_index: str, tmp_path: Path) -> None:
    assert index.pip_from_index({"UV_DEFAULT_INDEX": package_index}, tmp_path)

    assert (tmp_path / "pip-24.1-py3-none-any.whl").read_bytes() == b"new"


def test_what_does_not_match_its_hash_is_not_used(package_index: str, tmp_path: Path) -> None:
    (tmp_path / "index" / "pip" / "pip-24.1-py3-none-any.whl").write_bytes(b"tampered")

    assert not index.pip_from_index({"UV_DEFAULT_INDEX": package_index}, tmp_path)


def test_without_an_index_there_is_nothing_to_fetch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UV_DEFAULT_INDEX", raising=False)

    assert not index.pip_from_index({}, tmp_path)
    assert not index.pip_from_index({"UV_DEFAULT_INDEX": "http://127.0.0.1:1/"}, tmp_path)


def test_the_settings_of_pip_hold_for_uv_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = tmp_path / "pip.conf"
    settings.write_text("[global]\nindex-url = https://index.example/simple\ncert = /etc/certs.pem\n")
    monkeypatch.setattr(bootstrap, "PIP_FILES", [settings])
    for name in ("PIP_INDEX_URL", "PIP_CERT", "UV_DEFAULT_INDEX", "SSL_CERT_FILE"):
        monkeypatch.delenv(name, raising=False)

    assert bootstrap._index()["UV_DEFAULT_INDEX"] == "https://index.example/simple"
    assert bootstrap._index()["SSL_CERT_FILE"] == "/etc/certs.pem"
    monkeypatch.setenv("PIP_INDEX_URL", "https://other.example/simple")
    assert bootstrap._index()["UV_DEFAULT_INDEX"] == "https://other.example/simple"
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://uv.example/simple")
    assert "UV_DEFAULT_INDEX" not in bootstrap._index()


def test_the_installer_is_pinned_by_hash() -> None:
    pinned = bootstrap._pin("uv", bootstrap.LOCK.read_text().splitlines())

    assert pinned.startswith("uv==")
    assert pinned.count("==") == 1
    assert "--hash=sha256:" in pinned


def without(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Let some modules be missing from this Python."""
    runs = bootstrap._runs
    monkeypatch.setattr(bootstrap, "_runs", lambda name: name not in names and runs(name))


def test_pip_comes_from_the_index_where_python_has_none(
    package_index: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without(monkeypatch, "pip", "ensurepip")
    monkeypatch.setattr(bootstrap, "_index", lambda: {"UV_DEFAULT_INDEX": package_index})

    assert bootstrap._pip(tmp_path) == [sys.executable, str(tmp_path / "pip-24.1-py3-none-any.whl" / "pip")]


def test_what_is_there_in_name_alone_does_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "hollow").mkdir()
    monkeypatch.syspath_prepend(tmp_path)

    assert bootstrap._runs("venv")
    assert not bootstrap._runs("hollow")
    assert not bootstrap._runs("nowhere")


def test_where_nothing_helps_it_is_said_what_would(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "pip", "ensurepip")
    monkeypatch.setattr(bootstrap, "pip_from_index", lambda settings, folder: False)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    with pytest.raises(Trouble, match="python3-venv"):
        bootstrap._pip(tmp_path)


def test_an_old_python_is_refused_in_one_line(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)

    done = subprocess.run(
        [str(ROOT / "run"), "help"],
        env={"PATH": "/usr/bin:/bin", "PYTHON": str(old)},
        capture_output=True,
        text=True,
    )

    assert done.returncode == 2
    assert done.stderr.startswith("Baton needs Python 3.11 or newer")
    assert done.stderr.count("\n") == 1
