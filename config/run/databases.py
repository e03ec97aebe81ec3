"""The database that a command uses: the embedded one, or the one that the environment names."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from config.run import postgres
from config.run.home import ROOT, home
from config.run.powers import refuse_powers
from config.run.trouble import CalledWrongly, Trouble


@dataclass(frozen=True)
class Databases:
    """One database as its owner and as the role that serves pages see it."""

    owner: str = field(repr=False)
    serving: str = field(repr=False)

    def named(self, name: str) -> Databases:
        """Return the same server and roles with the database `name`."""
        owner, serving = (
            urlunsplit(urlsplit(url)._replace(path=f"/{quote(name)}")) for url in (self.owner, self.serving)
        )
        return Databases(owner, serving)

    @property
    def serving_role(self) -> str:
        """The name of the serving role."""
        return unquote(urlsplit(self.serving).username or "")


@contextlib.contextmanager
def reached(*, to_test: bool = False) -> Iterator[Databases]:
    """Reach the database while the block lasts, starting the embedded one where `DATABASE_URL` is not set: for tests one
    of their own, to be thrown away.

    Raises `CalledWrongly` where only one address is given or the serving role has too much power, `Trouble`
    where the embedded database does not start.
    """
    owner, serving = os.environ.get("DATABASE_OWNER_URL"), os.environ.get("DATABASE_URL")
    if owner and serving:
        refuse_powers(serving)
        yield Databases(owner, serving)
    elif owner or serving:
        given, missing = ("DATABASE_URL", "DATABASE_OWNER_URL")[:: 1 if serving else -1]
        raise CalledWrongly(f"{given} is set and {missing} is not: set both, or neither.")
    else:
        where = home() / "tests" if to_test else home()
        with postgres.running(where, throw_away=to_test) as cluster:
            yield Databases(cluster.url(postgres.OWNER), cluster.url(postgres.SERVING))


def point_django_at(databases: Databases) -> None:
    """Let every thread's next connection of Django be the serving role's, to this database."""
    from django.db import connections

    connections.close_all()
    parts = urlsplit(databases.serving)
    connections.settings["default"].update(
        NAME=parts.path.lstrip("/"),
        USER=parts.username,
        PASSWORD=parts.password,
        HOST=parts.hostname,
        PORT=parts.port,
    )


def prepare(databases: Databases, profile: str, *, demonstration: bool = False) -> None:
    """Migrate as the owner, give the serving role its rights, load `profile` where none is loaded yet.

    With `demonstration` the database is marked as one. Raises `CalledWrongly` where it may not be, and
    `Trouble` with what went wrong otherwise.
    """
    command = [sys.executable, "-m", "config.run.prepare", databases.serving_role, profile]
    command += ["--demonstration"] if demonstration else []
    environment = os.environ | {"DATABASE_URL": databases.owner, "PYTHONPATH": str(ROOT)}
    environment.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.demo")
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode == CalledWrongly.status:
        raise CalledWrongly(done.stderr.strip())
    if done.returncode:
        raise Trouble(f"The database could not be brought up to date:\n{done.stderr.strip()[-4000:]}")
