"""Which templates are pages, and which of them were shown."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from django.conf import settings
from django.http import HttpRequest
from django.template.backends.jinja2 import Template

EXTENDS = re.compile(r"{%-? extends \"([^\"]+)\"")


def pages() -> set[str]:
    """Give the name of every template that is a page: it extends a layout, and nothing extends it."""
    extending = {}
    for folder in Path(settings.ROOT, "baton").glob("*/jinja2"):
        for path in folder.rglob("*.jinja"):
            found = EXTENDS.search(path.read_text(encoding="utf-8"))
            if found:
                extending[path.relative_to(folder).as_posix()] = found[1]
    return set(extending) - set(extending.values())


@contextmanager
def shown() -> Iterator[set[str]]:
    """Collect the names of the templates that views render, in whatever thread, until the block ends."""
    names: set[str] = set()
    render = Template.render

    def noting(
        self: Template, context: dict[str, object] | None = None, request: HttpRequest | None = None
    ) -> str:
        names.add(self.template.name)
        return str(render(self, context, request))

    with mock.patch.object(Template, "render", noting):
        yield names
