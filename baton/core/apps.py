"""Django's name for this app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Base models, clocks, drafts, versions, lifecycle: what every app stands on."""

    name = "baton.core"
    label = "core"
