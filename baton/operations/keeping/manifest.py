"""The list that makes a back-up whole: written last, compared before anything is brought back."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from baton.operations.keeping.contents import Contents

NAME = "manifest.json"
FORMAT = 1


class NotWhole(Exception):
    """A folder is no whole back-up, or no longer the one that was made."""


@dataclass(frozen=True)
class Part:
    """One file of a back-up."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """What a back-up holds: its files, and what its database and folders counted.

    And when it was made, from which server, and with which release of PostgreSQL's programs.
    """

    made_at: str
    profile: str
    postgresql: str
    programs: int
    is_sealed: bool
    parts: dict[str, Part]
    contents: Contents
    files: int
    migrations: list[str]
    format: int = FORMAT


def part_of(path: Path) -> Part:
    """Return a file's digest and size."""
    with path.open("rb") as file:
        return Part(hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size)


def write(manifest: Manifest, folder: Path) -> None:
    """Write the list into the folder of the back-up."""
    path = folder / NAME
    path.touch(mode=0o600)
    path.write_text(json.dumps(asdict(manifest), indent=1), encoding="utf-8")


def read(folder: Path) -> Manifest:
    """Read the list, and hold each file against it. Raises `NotWhole`."""
    try:
        kept: dict[str, Any] = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise NotWhole(f"{folder} holds no {NAME} that can be read: it is no whole back-up") from problem
    if kept.get("format") != FORMAT:
        raise NotWhole(f"{folder} was made by another release: its list has the format {kept.get('format')}")
    parts = {name: Part(**part) for name, part in kept.pop("parts").items()}
    contents = kept.pop("contents")
    tables = {name: (int(rows), str(digest)) for name, (rows, digest) in contents["tables"].items()}
    manifest = Manifest(parts=parts, contents=Contents(tables, contents["objects"]), **kept)
    for name, part in parts.items():
        if not (folder / name).is_file() or part_of(folder / name) != part:
            raise NotWhole(f"{name} is not the file that was made on {day(manifest)}: take another back-up")
    return manifest


def day(manifest: Manifest) -> str:
    """Return when it was made, for people."""
    return datetime.fromisoformat(manifest.made_at).strftime("%d %B %Y, %H:%M UTC")
