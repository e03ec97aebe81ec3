"""What belongs to one partnership stands in its profile: no borough's name or number in code or templates."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from baton.partnership import profiles

ROOT = Path(settings.ROOT)
ALLOWED = {"config/settings/base.py", "config/run/home.py"}
"""Files that name the profile used where none is chosen."""


def code() -> list[Path]:
    """Return what is shipped as code, tests left out: they say which profile they are about."""
    found = [ROOT / "run", *(path for folder in ("baton", "config") for path in (ROOT / folder).rglob("*"))]
    kinds = {".py", ".jinja", ".html", ".js", ".css", ".scss", ".txt", ""}
    return [
        path
        for path in found
        if path.is_file() and path.suffix in kinds and "tests" not in path.relative_to(ROOT).parts
    ]


def own_words() -> set[str]:
    """Return the names and numbers that belong to a shipped partnership alone."""
    found: set[str] = set()
    for name in profiles.names():
        profile = profiles.read(name)
        found |= {name, profile.identity.area, profile.identity.council, *profile.identity.authority_codes}
        found |= {profile.contact.telephone, profile.contact.email, profile.social_care.telephone}
        found |= {str(profile.words.front_door), *(one.label for one in profile.hubs)}
    return {words for words in found if words}


def test_no_borough_stands_in_code_or_template():
    words = re.compile("|".join(rf"\b{re.escape(one)}\b" for one in sorted(own_words())), re.IGNORECASE)

    found = [
        f"{path.relative_to(ROOT)}:{number}: {match.group()}"
        for path in code()
        if str(path.relative_to(ROOT)) not in ALLOWED
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (match := words.search(line))
    ]

    assert not found, "Move it into the profile, or say it without the name:\n" + "\n".join(found)


@pytest.mark.parametrize("name", profiles.names())
def test_no_profile_names_the_other_borough(name: str):
    others = {profiles.read(other).identity.area for other in profiles.names()} - {
        profiles.read(name).identity.area
    }
    text = "\n".join(profiles.texts(name).values())

    assert not [other for other in others if re.search(rf"\b{re.escape(other)}\b", text)]
