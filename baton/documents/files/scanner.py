"""Who looks for viruses: ClamAV's `clamd` over its socket, or nobody, by the setting `BATON_SCANNER`.

    verdict = scanner.current().scan(file)

Source of the words on the socket: clamd(8), INSTREAM and PING.
"""

import socket
from contextlib import closing
from dataclasses import dataclass
from typing import BinaryIO, Protocol
from urllib.parse import urlsplit

from django.conf import settings

from baton.documents.rules.document import State

NONE = "none"
PATIENCE = 30.0
"""Seconds for which an answer is waited for (ours): a large office document takes some."""

PIECE = 64 * 1024
LONGEST_ANSWER = 4096


class Unreachable(Exception):
    """The scanner did not answer, or not to what it was asked."""


class BadAddress(ValueError):
    """`BATON_SCANNER` is not understood."""

    def __init__(self) -> None:
        super().__init__("BATON_SCANNER must be unix:/path/to/clamd.ctl, tcp://host:3310 or none")


class Scanner(Protocol):
    """Looks for viruses in a file."""

    def scan(self, file: BinaryIO) -> State:
        """Return `clean`, `infected`, or `unscanned` where nobody looks. Raises `Unreachable`."""

    def version(self) -> str:
        """Return what it says of itself. Raises `Unreachable`."""


class Nobody:
    """An installation that has chosen to have no scanner."""

    def scan(self, file: BinaryIO) -> State:
        """Return that nobody looked."""
        return State.UNSCANNED

    def version(self) -> str:
        """Return nothing."""
        return ""


@dataclass(frozen=True)
class Clamd:
    """ClamAV's daemon, at the path of its socket or at a host and port."""

    path: str = ""
    host: str = ""
    port: int = 3310

    def scan(self, file: BinaryIO) -> State:
        """Hand the file over piece by piece and return what was found."""
        file.seek(0)
        try:
            with closing(self._connected()) as line:
                line.sendall(b"zINSTREAM\0")
                while piece := file.read(PIECE):
                    line.sendall(len(piece).to_bytes(4) + piece)
                line.sendall(bytes(4))
                answer = _answer(line)
        except OSError as problem:
            raise Unreachable(type(problem).__name__) from problem
        if answer == "stream: OK":
            return State.CLEAN
        if answer.startswith("stream: ") and answer.endswith(" FOUND"):
            return State.INFECTED
        raise Unreachable("it gave no verdict")

    def version(self) -> str:
        """Return its version and that of its signatures."""
        try:
            with closing(self._connected()) as line:
                line.sendall(b"zVERSION\0")
                return _answer(line)
        except OSError as problem:
            raise Unreachable(type(problem).__name__) from problem

    def _connected(self) -> socket.socket:
        if not self.path:
            return socket.create_connection((self.host, self.port), timeout=PATIENCE)
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(PATIENCE)
        try:
            line.connect(self.path)
        except OSError:
            line.close()
            raise
        return line


def _answer(line: socket.socket) -> str:
    said = b""
    while len(said) < LONGEST_ANSWER and not said.endswith(b"\0"):
        piece = line.recv(PIECE)
        if not piece:
            break
        said += piece
    return said.rstrip(b"\0\n").decode(errors="replace")


def current() -> Scanner:
    """Return the scanner of this installation. Raises `BadAddress`."""
    return at(settings.BATON_SCANNER)


def at(address: str) -> Scanner:
    """Return the scanner at an address: `unix:/run/clamav/clamd.ctl`, `tcp://127.0.0.1:3310`, or `none`."""
    if address == NONE:
        return Nobody()
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as problem:
        raise BadAddress from problem
    if parts.scheme == "unix" and parts.path:
        return Clamd(path=parts.path)
    if parts.scheme == "tcp" and parts.hostname:
        return Clamd(host=parts.hostname, port=port or 3310)
    raise BadAddress
