"""A deed of this app whose event cannot be written must leave nothing behind."""

from collections.abc import Callable

from baton.journal.tests import breaking


def nothing_is_saved_without_its_event(deed: Callable[[], object]) -> None:
    breaking.nothing_is_saved_without_its_event(deed, "casework", "people")
