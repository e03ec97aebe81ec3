"""Where an installation keeps what it writes."""

import os
from pathlib import Path

from config.run.trouble import CalledWrongly

ROOT = Path(__file__).resolve().parent.parent.parent


def home() -> Path:
    """Return the folder named by BATON_HOME, or `var` beside the program."""
    return Path(os.environ.get("BATON_HOME") or ROOT / "var").expanduser().resolve()


def profile_name() -> str:
    """Return the partnership profile that BATON_PROFILE names. Raises `CalledWrongly` where there is none."""
    name = os.environ.get("BATON_PROFILE") or "doncaster"
    there = sorted(path.name for path in (ROOT / "profiles").iterdir() if path.is_dir())
    if name not in there:
        raise CalledWrongly(
            f"BATON_PROFILE names {name!r}, and there is no such profile: {', '.join(there)}."
        )
    return name
