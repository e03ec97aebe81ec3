"""A deed whose event cannot be written must leave nothing behind (architecture rule 4)."""

from collections.abc import Callable
from typing import Any
from unittest import mock

import pytest
from django.apps import apps

from baton.journal.models import EventQuerySet


class CannotWrite(Exception):
    """The insert of the event fails."""


def everything() -> dict[str, list[Any]]:
    """Every row of every model of this app but the history."""
    models = [
        model for model in apps.get_app_config("people").get_models() if "History" not in model.__name__
    ]
    return {model.__name__: sorted(map(str, model._default_manager.values_list())) for model in models}


def nothing_is_saved_without_its_event(deed: Callable[[], object]) -> None:
    before = everything()
    with (
        mock.patch.object(EventQuerySet, "bulk_create", side_effect=CannotWrite),
        pytest.raises(CannotWrite),
    ):
        deed()
    assert everything() == before
