"""`./run manage COMMAND …`: Django's command line with the database up, migrated, and the profile loaded."""

from __future__ import annotations

import os
import sys

from config.run import assets, binaries, databases, processes
from config.run.home import ROOT, profile_name
from config.run.trouble import CalledWrongly

# What reads and writes files alone.
WITHOUT_DATABASE = {
    "link",
    "train_model",
    "oruk_check",
    "help",
    "makemigrations",
    "collectstatic",
    "--help",
    "--version",
}
# What looks at the database, or keeps or replaces it, as it stands: nothing is migrated first.
AS_IT_STANDS = {"doctor", "backup", "restore"}


def main(arguments: list[str]) -> int:
    """Run the command and return its exit status."""
    if not arguments:
        raise CalledWrongly("usage: ./run manage COMMAND …\n`./run manage help` lists the commands.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.demo")
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    is_check_of_files = arguments[0] == "load_profile" and "--check" in arguments
    if arguments[0] == "collectstatic":
        assets.build(ROOT)
    if arguments[0] in WITHOUT_DATABASE or is_check_of_files or "--help" in arguments:
        return processes.run(command)
    if arguments[0] == "doctor" and os.environ.get("DATABASE_URL"):  # as its serving processes see it
        return processes.run(command)
    with databases.reached() as reached:
        if arguments[0] in AS_IT_STANDS:
            return _as_it_stands(command, reached)
        databases.prepare(reached, profile_name())
        as_owner = arguments[0] in {"load_profile", "migrate"}
        url = reached.owner if as_owner else reached.serving
        return processes.run(command, environment=os.environ | {"DATABASE_URL": url})


def _as_it_stands(command: list[str], reached: databases.Databases) -> int:
    environment = os.environ | {"DATABASE_URL": reached.serving, "DATABASE_OWNER_URL": reached.owner}
    environment["BATON_PROGRAMS"] = str(binaries.clients())
    status = processes.run(command, environment=environment)
    if status == 0 and "restore" in command:
        databases.prepare(reached, profile_name())
        print("It is up to date, and the serving role has its rights.")
    return status
