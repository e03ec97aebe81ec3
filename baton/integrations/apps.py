"""Django's name for this app."""

from django.apps import AppConfig


class IntegrationsConfig(AppConfig):
    """Import of records from the system in use before."""

    name = "baton.integrations"
    label = "integrations"
