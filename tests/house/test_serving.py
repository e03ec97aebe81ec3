"""The units of the installation: they are what systemd takes, and stopping or reloading drops no request."""

from __future__ import annotations

import configparser
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.run.home import ROOT
from config.run.ports import free_port

UNITS = ROOT / "docs" / "how-to" / "systemd"


def command(port: int) -> list[str]:
    """Return the command of the unit that serves pages, for an application of ours."""
    unit = configparser.RawConfigParser(strict=False, delimiters=("=",), comment_prefixes=("#",))
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(UNITS / "baton.service")
    words = unit["Service"]["ExecStart"].split()
    assert (words[0], words[-1]) == ("/opt/baton/.venv/bin/granian", "config.wsgi:application")
    words[words.index("--port") + 1] = str(port)
    return [sys.executable, "-m", "granian", *words[1:-1], "tests.house.slow_app:application"]


def ask(address: str) -> str:
    with urllib.request.urlopen(address, timeout=20) as answer:
        return answer.read().decode()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Serve, as the unit does; give the process and its address."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with (tmp_path / "granian.log").open("wb") as log:
        process = subprocess.Popen(
            command(port), cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=log, stderr=log
        )
    end = time.monotonic() + 60
    while True:
        try:
            ask(address)
            break
        except OSError:
            assert process.poll() is None, (tmp_path / "granian.log").read_text()
            assert time.monotonic() < end
            time.sleep(0.1)
    yield process, address
    if process.poll() is None:
        process.terminate()  # not killed: its workers would go on without it
        process.wait(30)


def test_what_is_being_answered_is_finished_before_it_stops(served) -> None:
    process, address = served
    answers: list[str] = []
    asking = threading.Thread(target=lambda: answers.append(ask(f"{address}/slow")))
    asking.start()
    time.sleep(0.5)

    process.send_signal(signal.SIGTERM)

    asking.join(20)
    assert [answer.isdigit() for answer in answers] == [True]
    assert process.wait(30) == 0


def test_a_reload_takes_new_processes_and_drops_no_request(served) -> None:
    process, address = served
    before = {ask(address) for _ in range(20)}
    answers: list[str] = []
    asking = threading.Thread(target=lambda: answers.append(ask(f"{address}/slow")))
    asking.start()
    time.sleep(0.5)

    process.send_signal(signal.SIGHUP)

    end = time.monotonic() + 30
    while (after := {ask(address) for _ in range(10)}) & before and time.monotonic() < end:
        time.sleep(0.2)
    asking.join(20)
    assert not after & before
    assert answers
    assert set(answers) <= before


def said_to(address: str, raw: bytes) -> bytes:
    """What the server answers to the very bytes of a request, until it closes the connection."""
    port = int(address.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(raw)
        return b"".join(iter(lambda: line.recv(65536), b""))


def test_no_request_hides_in_another(served) -> None:
    _, address = served
    head = b"POST /read HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
    hidden = b"0\r\n\r\nGET /hidden HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"

    whole = said_to(address, head + b"Content-Length: 4\r\n\r\nfour")
    both = said_to(
        address, head + b"Content-Length: %d\r\nTransfer-Encoding: chunked\r\n\r\n" % len(hidden) + hidden
    )
    two = said_to(address, head + b"Content-Length: 4\r\nContent-Length: 9\r\n\r\nfour more!")
    odd = said_to(address, head + b"Transfer-Encoding: chunked, identity\r\n\r\n" + hidden)

    assert b"read 4" in whole
    assert b"read 0" in both or both.startswith(b"HTTP/1.1 400"), "the length is not believed beside chunks"
    for answer in (two, odd):
        assert not answer.startswith(b"HTTP/1.1 200"), answer


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not on this machine")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    for unit in UNITS.iterdir():
        text = unit.read_text().replace("/opt/baton/.venv/bin/granian", "/bin/true")
        text = text.replace("/opt/baton/.venv/bin/python", "/bin/true").replace("/opt/baton/run", "/bin/true")
        (tmp_path / unit.name).write_text(text)

    done = subprocess.run(
        ["systemd-analyze", "verify", *map(str, sorted(tmp_path.iterdir()))], capture_output=True, text=True
    )

    said = [line for line in done.stderr.splitlines() if "baton" in line]
    assert (said, done.returncode) == ([], 0)


def test_the_proxy_writes_no_address_and_hands_on_what_the_settings_rest_on() -> None:
    text = (ROOT / "docs" / "how-to" / "nginx" / "baton.conf").read_text()
    (written,) = re.findall(r"^log_format baton '(.*)';$", text, re.MULTILINE)

    assert set(re.findall(r"\$\w+", written)) == {
        "$time_iso8601",
        "$request_method",
        "$status",
        "$request_time",
        "$sent_http_x_request_id",
    }
    assert re.findall(r"access_log +(?!off)\S+ +(\w+);", text) == ["baton"]
    assert re.findall(r"error_log +\S+ +(\w+);", text) == ["crit"]
    for header in ("Host $host", "X-Forwarded-For $proxy_add_x_forwarded_for", "X-Forwarded-Proto $scheme"):
        assert f"proxy_set_header {header};" in text


def test_the_proxy_speaks_no_old_tls_and_no_weak_cipher() -> None:
    text = (ROOT / "docs" / "how-to" / "nginx" / "baton.conf").read_text()

    assert re.findall(r"ssl_protocols +(.*?);", text) == ["TLSv1.2 TLSv1.3"]
    (ciphers,) = re.findall(r"ssl_ciphers +(\S+);", text)
    context = ssl.create_default_context()
    context.set_ciphers(ciphers)
    offered = [one for one in context.get_ciphers() if one["protocol"] == "TLSv1.2"]
    assert offered
    assert {(one["aead"], one["strength_bits"] >= 128, one["kea"]) for one in offered} == {
        (True, True, "kx-ecdhe")
    }


@pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not on this machine")
def test_nginx_takes_the_example(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "how-to" / "nginx" / "baton.conf").read_text()
    text = re.sub(
        r"^ *(listen .* ssl http2|ssl_certificate.*);$", "", text, flags=re.MULTILINE
    )  # needs a certificate
    (tmp_path / "baton.conf").write_text(text.replace("/var/log/nginx", str(tmp_path)))
    (tmp_path / "nginx.conf").write_text(
        f"error_log {tmp_path}/error.log;\npid {tmp_path}/pid;\nevents {{}}\nhttp {{ include {tmp_path}/baton.conf; }}\n"
    )

    done = subprocess.run(["nginx", "-t", "-c", str(tmp_path / "nginx.conf")], capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
