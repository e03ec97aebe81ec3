"""Django's name for this app."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """Figures, reports and charts; reads, never writes."""

    name = "baton.insight"
    label = "insight"
