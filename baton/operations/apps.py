"""Django's name for this app."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """Running an installation: is it sound, is it served, can it come back."""

    name = "baton.operations"
    label = "operations"
