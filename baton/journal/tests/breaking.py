"""For tests of actions: without its event, no deed is saved (architecture rule 4)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import pytest
from django.apps import apps
from django.db import DatabaseError


class JournalBroken(DatabaseError):
    """The event could not be inserted."""


@contextmanager
def broken_journal() -> Iterator[None]:
    """Let every insert of an event fail; the deed under test is expected to raise `JournalBroken` and leave nothing."""
    with mock.patch("baton.journal.recording.write", side_effect=JournalBroken):
        yield


def everything(*labels: str) -> dict[str, list[Any]]:
    """Every row of every model of these apps, but the history."""
    models = [
        model
        for label in labels
        for model in apps.get_app_config(label).get_models()
        if "History" not in model.__name__
    ]
    return {model.__name__: sorted(map(str, model._default_manager.values_list())) for model in models}


def nothing_is_saved_without_its_event(deed: Callable[[], object], *labels: str) -> None:
    """Do a deed whose event cannot be written, and compare every row of these apps."""
    before = everything(*labels)
    with broken_journal(), pytest.raises(JournalBroken):
        deed()
    assert everything(*labels) == before
