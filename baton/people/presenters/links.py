"""Where a family and a person are found."""

from uuid import UUID

from django.urls import reverse


def family_url(family_id: UUID) -> str:
    """Return the address of the page about a family."""
    return reverse("family_page", args=[family_id])


def person_url(person_id: UUID) -> str:
    """Return the address of the page about a person."""
    return reverse("person_page", args=[person_id])
