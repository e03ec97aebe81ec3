"""The partnership profile from its folder: `current()` is what pages, actions and figures ask.

Profiles are folders of TOML files under `profiles/`; `BATON_PROFILE` names the one of this installation. A folder
is read once in a process: after a change, run `load_profile` and restart. `rules/profile.py` says what a profile
offers.
"""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.functional import lazy

from baton.partnership.models import ProfileVersion
from baton.partnership.rules.profile import Profile, ProfileFaults
from baton.partnership.rules.profile_identity import Words
from baton.partnership.rules.profile_reading import Fault
from baton.partnership.rules.profile_versions import digest_of, read_texts


class ProfileNotLoaded(Exception):
    """No version of this installation's profile was ever loaded."""


def current() -> Profile:
    """Return the profile of this installation. Raises `ProfileFaults` when its folder does not hold one."""
    return read(settings.BATON_PROFILE)


def said(words: Callable[[Words], str]) -> str:
    """Return words that name something of the partnership, asked for whenever they are shown: a label of a form."""
    return lazy(lambda: words(current().words), str)()


def version_now() -> ProfileVersion:
    """Return the loaded version that holds now, under which a new case begins.

    Where the folder was changed and not loaded, that is the version loaded last. Raises `ProfileNotLoaded`.
    """
    name = settings.BATON_PROFILE
    loaded = ProfileVersion.objects.filter(name=name)
    found = loaded.filter(digest=_digest(name)).first() or loaded.order_by("-loaded_at").first()
    if found is None:
        raise ProfileNotLoaded(f"The profile {name} is not loaded. Run: ./run manage load_profile {name}")
    return found


@lru_cache(maxsize=8)
def _digest(name: str) -> str:
    return digest_of(texts(name))


@lru_cache(maxsize=8)
def read(name: str) -> Profile:
    """Return the profile of this name. Raises `ProfileFaults` with everything that is wrong."""
    return read_texts(texts(name), folder=f"profiles/{name}")


def names() -> list[str]:
    """Return the names of the profiles there are."""
    return sorted(
        folder.name for folder in home().iterdir() if folder.is_dir() and any(folder.glob("*.toml"))
    )


def texts(name: str) -> dict[str, str]:
    """Return the text of each file of a profile. Raises `ProfileFaults` when they cannot be read."""
    if name not in names():
        known = ", ".join(names())
        raise ProfileFaults([Fault(f"profiles/{name}", "", f"there is no such profile: use one of {known}")])
    found: dict[str, str] = {}
    faults: list[Fault] = []
    for file in sorted((home() / name).glob("*.toml")):
        try:
            found[file.name] = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            faults.append(Fault(f"profiles/{name}/{file.name}", "", "is not UTF-8: save it in that encoding"))
    if faults:
        raise ProfileFaults(faults)
    return found


def home() -> Path:
    """Return the folder of all profiles."""
    return Path(settings.ROOT) / "profiles"
