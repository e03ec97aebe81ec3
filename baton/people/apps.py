"""Django's name for this app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People, families, the facts about them, and who may see them."""

    name = "baton.people"
    label = "people"
