"""Django's name for this app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Messages and links for people without an account."""

    name = "baton.notices"
    label = "notices"
