"""`python -m config.run.prepare ROLE PROFILE`: bring the database of DATABASE_URL, its owner's address, up to date."""

from __future__ import annotations

import argparse
import sys
from contextlib import nullcontext

import django
from django.apps import apps
from django.core.management import CommandError, call_command, get_commands
from django.db import connection
from django.utils import timezone

from config.run.patient import patiently
from config.run.quick import only_what_changes


def main(role: str, profile: str, *, demonstration: bool) -> None:
    """Migrate, give `role` its rights, load `profile` into a database that has none, mark a demonstration.

    Raises `NotADemonstration` before anything is changed, where the database holds what no demonstration may.
    """
    django.setup()
    from baton.demo import mark

    tables = connection.introspection.table_names()
    if demonstration and "core_installation" in tables:
        mark.refuse_others()
    with nullcontext() if tables else only_what_changes():
        patiently(lambda: call_command("migrate", interactive=False, verbosity=0))
    patiently(lambda: call_command("grant_serving_role", role))
    if (
        "load_profile" in get_commands()
        and not apps.get_model("partnership", "ProfileVersion").objects.exists()
    ):
        call_command("load_profile", profile, verbosity=0)
    if demonstration:
        mark.claim(at=timezone.now())


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("role")
    parser.add_argument("profile")
    parser.add_argument("--demonstration", action="store_true")
    try:
        main(**vars(parser.parse_args()))
    except CommandError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(error.returncode)
