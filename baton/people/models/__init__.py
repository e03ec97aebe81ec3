"""People, families, the facts about them, who may see them, and the keys under which they are found."""

from baton.people.models.access import AccessBar, AccessGrant
from baton.people.models.break_glass import BreakGlass
from baton.people.models.conflict import Conflict, DeclaredPerson
from baton.people.models.contact import Address, ContactWay
from baton.people.models.facts import Agreement, Involvement, LevelReading, Need
from baton.people.models.family import Family, FamilyMembership, Relationship
from baton.people.models.keys import NamePart, PersonKey
from baton.people.models.person import FormerName, Person
from baton.people.models.restriction_review import RestrictionReview

__all__ = [
    "AccessBar",
    "AccessGrant",
    "Address",
    "Agreement",
    "BreakGlass",
    "Conflict",
    "ContactWay",
    "DeclaredPerson",
    "Family",
    "FamilyMembership",
    "FormerName",
    "Involvement",
    "LevelReading",
    "NamePart",
    "Need",
    "Person",
    "PersonKey",
    "Relationship",
    "RestrictionReview",
]
