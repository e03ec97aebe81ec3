"""Django's name for this app."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Documents that an enquiry or a case holds: their files, and what is asked and done about them."""

    name = "baton.documents"
    label = "documents"
