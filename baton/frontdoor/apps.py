"""Django's name for this app."""

from django.apps import AppConfig


class FrontdoorConfig(AppConfig):
    """Enquiries, screening, decisions and the safeguarding stop."""

    name = "baton.frontdoor"
    label = "frontdoor"
