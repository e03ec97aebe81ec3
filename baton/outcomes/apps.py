"""Django's name for this app."""

from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    """Measuring tools and their readings."""

    name = "baton.outcomes"
    label = "outcomes"
