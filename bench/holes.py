"""A little site full of holes: what an attack must find here, it would find in our pages too.

It shows back what it is asked for as it is, puts it into a database question, names of files and headers, leads
wherever it is told, and takes forms from any other site.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from urllib.parse import parse_qs
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server
from wsgiref.types import StartResponse, WSGIEnvironment

HOME = """<a href="/echo?words=hello">Echo</a> <a href="/person?name=Ava">Person</a> <a href="/go?to=/echo">Go</a>
<a href="/read?file=notes.txt">Read</a>
<form method="post" action="/note"><input name="text"><button>Save</button></form>"""


def site(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
    """Answer as nobody should."""
    asked = {name: values[0] for name, values in parse_qs(environ["QUERY_STRING"]).items()}
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Set-Cookie", "sign-in=1")]
    match environ["PATH_INFO"]:
        case "/echo":
            said = f"<p>{asked.get('words', '')}</p>"
        case "/person":
            said = _person(asked.get("name", ""))
        case "/read":
            said = _file(asked.get("file", ""))
        case "/go":
            start("302 Found", [("Location", asked.get("to", "/").split("\n")[0].strip()), *headers])
            return [b""]
        case _:
            said = HOME
    start("200 OK", headers)
    return [f"<!doctype html><title>Holes</title>{said}".encode()]


def _person(name: str) -> str:
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE TABLE person (name)")
        try:
            found = connection.execute(f"SELECT name FROM person WHERE name = '{name}'").fetchall()
        except sqlite3.Error as fault:
            return f"Warning: SQLite3::query(): {fault} sqlite3.OperationalError: {fault}"
    return f"<p>{len(found)} found</p>"


def _file(name: str) -> str:
    try:
        with open(
            f"/srv/nowhere/../../{name.lstrip('/')}" if ".." in name else name, encoding="utf-8"
        ) as file:
            return f"<pre>{file.read()}</pre>"
    except (OSError, ValueError, UnicodeError) as fault:
        return f"<p>{fault}</p>"


class _Quiet(WSGIRequestHandler):
    def log_message(self, *told: object) -> None:
        """Say nothing."""


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


@contextmanager
def served() -> Iterator[str]:
    """Serve the site on a free port of this machine while the block lasts; the address is returned."""
    with make_server("127.0.0.1", 0, site, server_class=_Server, handler_class=_Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
