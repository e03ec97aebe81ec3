"""A scanner that speaks as clamd does, on a socket of its own."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from baton.documents.tests.files import EICAR

VERSION = "ClamAV 1.4.2/27500"


class Answers(socketserver.StreamRequestHandler):
    """Reads one command and gives the answer of clamd(8), or what the server was told to say."""

    def handle(self) -> None:
        command = bytearray()
        while not command.endswith(b"\0"):
            command += self.rfile.read(1)
        said = f"{VERSION}\0" if command == b"zVERSION\0" else self._scanned()
        self.wfile.write((self.server.says or said).encode())  # type: ignore[attr-defined]

    def _scanned(self) -> str:
        content = b""
        while size := int.from_bytes(self.rfile.read(4)):
            content += self.rfile.read(size)
        self.server.seen.append(content)  # type: ignore[attr-defined]
        return "stream: Eicar-Test-Signature FOUND\0" if EICAR in content else "stream: OK\0"


class Clamd(socketserver.ThreadingUnixStreamServer):
    """What it was handed is in `seen`; `says` overrides its answer."""

    daemon_threads = True

    def __init__(self, path: Path) -> None:
        self.seen: list[bytes] = []
        self.says = ""
        super().__init__(str(path), Answers)


@contextmanager
def running(path: Path) -> Iterator[Clamd]:
    """Serve at a path while the block lasts."""
    with Clamd(path) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
