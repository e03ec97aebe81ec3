"""Django's name for this app."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Events, row history and the access log."""

    name = "baton.journal"
    label = "journal"

    def ready(self) -> None:
        """Learn the event kinds of every app."""
        from baton.journal import events

        events.autodiscover()
