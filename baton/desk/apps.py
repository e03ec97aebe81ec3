"""Django's name for this app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Pages that show several apps at once: my work, the family page, search."""

    name = "baton.desk"
    label = "desk"
