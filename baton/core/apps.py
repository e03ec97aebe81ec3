"""Django's name for this app."""

from django.apps import AppConfig

from baton.core import prepared


class CoreConfig(AppConfig):
    """Base models, clocks, drafts, versions, lifecycle: what every app stands on."""

    name = "baton.core"
    label = "core"

    def ready(self) -> None:
        """Let connections keep what is prepared on them."""
        prepared.start()
