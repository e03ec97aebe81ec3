"""Django's name for this app."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The synthetic demonstration partnership."""

    name = "baton.demo"
    label = "demo"
