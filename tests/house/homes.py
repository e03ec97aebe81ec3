"""Getting rid of the homes of installations that tests make."""

import shutil
from pathlib import Path


def throw_away(home: Path) -> None:
    """Remove what a home keeps outside of itself."""
    pointer = home / "database"
    if pointer.is_file():
        shutil.rmtree(Path(pointer.read_text().strip()))
