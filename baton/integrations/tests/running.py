"""Running the command in a test, and what it left behind."""

from io import StringIO
from pathlib import Path

from django.apps import apps
from django.core.management import CommandError, call_command


class Ran:
    """What one call left behind."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        out, err = StringIO(), StringIO()
        self.status = 0
        try:
            call_command("import_records", str(folder), *arguments, stdout=out, stderr=err)
        except SystemExit as ended:
            self.status = int(ended.code or 0)
        except CommandError as wrong:
            self.status = wrong.returncode
            err.write(str(wrong))
        self.out, self.err = out.getvalue(), err.getvalue()


def folder_of(path: Path, contents: dict[str, bytes]) -> Path:
    path.mkdir(exist_ok=True)
    for name, content in contents.items():
        (path / name).write_bytes(content)
    return path


def everything() -> dict[str, int]:
    """Return how many rows each table holds, histories and journal among them."""
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}
