"""What was done, by whom; what each row was before; who looked.

`journal.record(…)` writes an event in the transaction of the deed, `journal.history.tracked` keeps every
version of a row, `journal.access.seen(…)` notes who was shown a family. Names are resolved on first use,
because Django imports this package before its models are ready.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from baton.journal import access as access
    from baton.journal import events as events
    from baton.journal import history as history
    from baton.journal import timeline as timeline
    from baton.journal.recording import NewEvent as NewEvent
    from baton.journal.recording import record as record
    from baton.journal.recording import record_many as record_many
    from baton.journal.recording import recorded as recorded

_MODULES = ("access", "events", "history", "timeline")
_RECORDING = ("NewEvent", "record", "record_many", "recorded")


def __getattr__(name: str) -> Any:
    """Return a submodule or one of the names of `recording`."""
    if name in _MODULES:
        return importlib.import_module(f"baton.journal.{name}")
    if name in _RECORDING:
        return getattr(importlib.import_module("baton.journal.recording"), name)
    raise AttributeError(f"baton.journal has no {name!r}")
