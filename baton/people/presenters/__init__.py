"""What pages show of people and families, as frozen values; the family page of the desk is made of these too."""

from baton.people.presenters.contact import ContactCard, contact_cards
from baton.people.presenters.family import (
    identity,
    involvements_of,
    memberships_of,
    present_match,
    relationships_in,
)
from baton.people.presenters.links import family_url, person_url
from baton.people.presenters.loaded import FamilyPeople
from baton.people.presenters.person import present_person
from baton.people.presenters.tree import Who, who_is_who

__all__ = [
    "ContactCard",
    "FamilyPeople",
    "Who",
    "contact_cards",
    "family_url",
    "identity",
    "involvements_of",
    "memberships_of",
    "person_url",
    "present_match",
    "present_person",
    "relationships_in",
    "who_is_who",
]
