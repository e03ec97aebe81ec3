"""Django's name for this app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Pages that show several apps at once: my work, the family page, search."""

    name = "baton.desk"
    label = "desk"

    def ready(self) -> None:
        """Say what is late in the day's message."""
        from baton.desk.late import late_of
        from baton.notices import late

        late.register(late_of)
