"""When the last whole back-up was made: a small file in BATON_HOME that `doctor` reads."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class LastBackup:
    """The moment of the last whole back-up, and the name of its folder."""

    at: datetime
    name: str


def _file() -> Path:
    return Path(settings.BATON_HOME) / "last-backup.json"


def last_backup() -> LastBackup | None:
    """Return the last whole back-up that `backup` made here, if any."""
    try:
        kept = json.loads(_file().read_text(encoding="utf-8"))
        return LastBackup(datetime.fromisoformat(kept["at"]), kept["name"])
    except (OSError, ValueError, KeyError):
        return None


def remember(name: str, *, at: datetime) -> None:
    """Note that a whole back-up was made at `at` (with a time zone)."""
    fresh = _file().with_suffix(".new")
    fresh.write_text(json.dumps({"at": at.isoformat(), "name": name}), encoding="utf-8")
    fresh.replace(_file())
