"""`load_profile NAME [--check]`: read a partnership profile, name its faults, and make it this installation's."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from baton.partnership import profiles
from baton.partnership.actions import profile as actions
from baton.partnership.rules.profile import Profile, ProfileFaults
from baton.partnership.rules.profile_versions import read_texts


class Command(BaseCommand):
    """Exit 0 when the profile holds (and was loaded), 1 when it does not, 2 when called wrongly."""

    help = (
        "Loads the profile of this name: places and partners are created, changed or retired by code, never deleted. "
        "With --check nothing is written and no database is needed; where one is reached, it says what would change."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the profile's name, and --check."""
        parser.add_argument("name", help="the name of a folder of profiles/")
        parser.add_argument("--check", action="store_true", help="check and compare only; write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do as `help` says."""
        name = options["name"]
        if name not in profiles.names():
            known = ", ".join(profiles.names())
            raise CommandError(f"There is no profile “{name}”. Name one of: {known}.", returncode=2)
        try:
            texts = profiles.texts(name)
            profile = read_texts(texts, f"profiles/{name}")
            loaded = self._compare(profile, texts) if options["check"] else self._load(texts)
        except ProfileFaults as wrong:
            raise CommandError(f"{wrong}\nNothing was loaded: correct what is named above.") from None
        except actions.NotYetInForce as wrong:
            raise CommandError(f"profiles/{name} holds from {wrong} on: load it on that day.") from None
        if loaded is not None and options["verbosity"]:
            self._say(loaded)

    def _load(self, texts: dict[str, str]) -> actions.Loaded:
        return actions.load(texts=texts, by=None, at=timezone.now())

    def _compare(self, profile: Profile, texts: dict[str, str]) -> actions.Loaded | None:
        self.stdout.write(f"profiles/{profile.identity.name}, version {profile.identity.version}, holds.")
        try:
            return actions.preview(texts=texts)
        except (DatabaseError, ImproperlyConfigured):
            self._remark(profile, same_name_before=False)
            self.stderr.write("No prepared database was reached, so it is not said what would change.")
            return None

    def _say(self, loaded: actions.Loaded) -> None:
        for changes in loaded.changes:
            self.stdout.write(str(changes))
        identity = loaded.profile.identity
        self.stdout.write(f"version {identity.version}: {'created' if loaded.new_version else 'unchanged'}")
        if not loaded:
            self.stdout.write("Nothing changed.")
        self._remark(loaded.profile, loaded.same_name_before and loaded.new_version)

    def _remark(self, profile: Profile, same_name_before: bool) -> None:
        """Say what is no fault and yet must be known."""
        if same_name_before:
            version = profile.identity.version
            self.stderr.write(
                f"Another profile was loaded as version {version} before: give this one its own."
            )
        for part in ("contact", "social_care"):
            if getattr(profile, part).placeholder:
                self.stderr.write(
                    f"{part} is invented: enter the real details before real families are recorded."
                )
        if not profile.social_care.out_of_hours_telephone:
            self.stderr.write("social_care.out_of_hours_telephone is empty: enter it before real use.")
