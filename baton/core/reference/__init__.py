"""Reference pages written from the code itself, so that they cannot disagree with it."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class Page:
    """A page of `docs/reference`: its file, and the text that the code gives it now."""

    name: str
    text: str

    @property
    def path(self) -> Path:
        """Where the page lies."""
        return Path(settings.ROOT) / "docs" / "reference" / self.name

    def is_current(self) -> bool:
        """Say whether the file says what the code says."""
        return self.path.exists() and self.path.read_text(encoding="utf-8") == self.text

    def write(self) -> None:
        """Write the file."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(self.text, encoding="utf-8")


def first_sentence(docstring: str | None) -> str:
    """Return what a docstring says first, on one line."""
    paragraph = " ".join((docstring or "").split("\n\n")[0].split())
    return paragraph.split(". ")[0].rstrip(".") + "." if paragraph else ""


def title(app: str) -> str:
    """Return the heading of an app: its last name with a capital."""
    return app.rpartition(".")[2].capitalize()
