"""A profile's files as text: parsed, told apart by digest, and read back for the cases that began under them."""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from baton.partnership.rules.profile import Profile, ProfileFaults, parse, recall
from baton.partnership.rules.profile_reading import Fault

Texts = Mapping[str, str]
"""File name → its TOML. Texts are kept, not tables: the order of a list is what people see, and JSON may lose it."""

_kept: dict[str, Profile] = {}


def tables_of(texts: Texts, folder: str = "") -> dict[str, dict[str, Any]]:
    """Return the tables of a profile's files. Raises `ProfileFaults` naming each file that is not TOML."""
    found: dict[str, dict[str, Any]] = {}
    faults: list[Fault] = []
    for name, text in texts.items():
        try:
            found[name] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as wrong:
            faults.append(Fault(f"{folder}/{name}" if folder else name, "", f"is not TOML: {wrong}"))
    if faults:
        raise ProfileFaults(faults)
    return found


def read_texts(texts: Texts, folder: str = "") -> Profile:
    """Return the profile these files hold. Raises `ProfileFaults` with everything that is wrong."""
    return parse(tables_of(texts, folder), folder)


def digest_of(texts: Texts) -> str:
    """Return the SHA-256 of what the files say; comments, blanks and which file holds a part do not count."""
    parts = {part: value for table in tables_of(texts).values() for part, value in table.items()}
    written = json.dumps(sorted(parts.items()), default=_written, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()


def _written(value: date | time) -> str:
    return value.isoformat()


def kept(digest: str, texts: Texts) -> Profile:
    """Return the profile of a version that was loaded; each digest is read once in a process."""
    if digest not in _kept:
        _kept[digest] = recall(tables_of(texts))
    return _kept[digest]
