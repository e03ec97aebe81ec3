"""Django's name for this app."""

from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    """Case audits and training attendance."""

    name = "baton.workforce"
    label = "workforce"
