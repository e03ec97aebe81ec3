"""Django's name for this app."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """The case: agreement, assessment, plan, team, meetings, reviews, transfers, closure."""

    name = "baton.casework"
    label = "casework"
