"""What the journal says of the demonstration."""

from baton.journal.events import EventKind, register

LOADED = "demo.loaded"

register("demo", [EventKind(LOADED, "Demonstration people loaded", "settings")])
