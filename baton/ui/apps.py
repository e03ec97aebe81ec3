"""Django's name for this app."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Form fields, layouts and components in the GOV.UK manner."""

    name = "baton.ui"
    label = "ui"
