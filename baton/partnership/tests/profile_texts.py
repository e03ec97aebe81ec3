"""A shipped profile's files with one thing changed."""

from pathlib import Path

from django.conf import settings


def shipped(name: str) -> dict[str, str]:
    """Return the files of a shipped profile, wherever `profiles.home` points to."""
    folder = Path(settings.ROOT) / "profiles" / name
    return {file.name: file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.toml"))}


def edited(name: str, changes: dict[str, tuple[str, str]]) -> dict[str, str]:
    """Return the files of a profile, in each of those named the first words replaced by the second."""
    texts = shipped(name)
    for file, (old, new) in changes.items():
        assert texts[file].count(old) == 1, f"{old!r} stands {texts[file].count(old)} times in {file}"
        texts[file] = texts[file].replace(old, new)
    return texts
