"""Django's name for this app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Families' own pages, and links for people without an account."""

    name = "baton.portal"
    label = "portal"
