"""Django's name for this app."""

from django.apps import AppConfig


class PartnershipConfig(AppConfig):
    """The partnership's profile, organisations, places, practitioners and the guard over every page."""

    name = "baton.partnership"
    label = "partnership"

    def ready(self) -> None:
        """Register the checks of this installation."""
        from baton.partnership import checks  # noqa: F401  (registers itself)
