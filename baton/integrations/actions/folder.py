"""Files of a folder, read and written whole."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from baton.integrations.rules.legacy.checking import Checked
from baton.integrations.rules.legacy.rows import Row
from baton.integrations.rules.legacy.tables import BY_FILE


class NoFolder(Exception):
    """The folder, or a file in it, cannot be read or written; the message says which and why."""


def read(folder: Path) -> dict[str, bytes]:
    """Return the bytes of the files of the contract that are in a folder. Raises `NoFolder`."""
    if not folder.is_dir():
        raise NoFolder(f"There is no folder {folder}: name the one that holds people.csv.")
    contents = {}
    for name in BY_FILE:
        path = folder / name
        try:
            if path.exists():
                contents[name] = path.read_bytes()
        except OSError as error:
            raise NoFolder(f"{path} cannot be read: {error.strerror}.") from None
    return contents


def others(folder: Path) -> list[str]:
    """Return the names of CSV files that the contract does not know, so that a misspelt one is noticed."""
    return sorted(
        path.name for path in folder.iterdir() if path.suffix.lower() == ".csv" and path.name not in BY_FILE
    )


def same(one: Path, other: Path) -> bool:
    """Say whether two names mean one folder."""
    return one.resolve() == other.resolve()


def prepare(folder: Path) -> None:
    """Make the folder for what stays out. Raises `NoFolder`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".baton"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise NoFolder(f"{folder} cannot be written to: {error.strerror}.") from None


def write_rest(folder: Path, checked: Checked, rest: Mapping[str, Sequence[Row]]) -> None:
    """Write what stays out, word for word, to files of the same names; a file with nothing to write is removed."""
    for name in BY_FILE:
        path = folder / name
        rows = rest.get(name, ())
        if rows:
            read_file = checked.files[name]
            text = "".join(_line(raw) for raw in (read_file.header_raw, *(row.raw for row in rows)))
            path.write_bytes(text.encode("utf-8", errors="surrogateescape"))
        else:
            path.unlink(missing_ok=True)


def _line(raw: str) -> str:
    return raw if raw.endswith(("\n", "\r")) else f"{raw}\n"
