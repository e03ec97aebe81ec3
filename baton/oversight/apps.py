"""Django's name for this app."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """Who looked at a family, and unusual reading."""

    name = "baton.oversight"
    label = "oversight"
