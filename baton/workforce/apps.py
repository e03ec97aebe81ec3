"""Django's name for this app."""

from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    """Case audits and training attendance."""

    name = "baton.workforce"
    label = "workforce"

    def ready(self) -> None:
        """Say who attended which course to those who choose who leads a case."""
        from baton.casework.models import training
        from baton.workforce.models import attended

        training.kept_by(attended)
