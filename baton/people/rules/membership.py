"""Belonging to a family: in which role, and how people are related."""

from enum import StrEnum
from uuid import UUID


class MemberRole(StrEnum):
    """What somebody is in a family (contract of the import)."""

    CHILD = "child"
    ADULT = "adult"
    UNBORN = "unborn"


MEMBER_LABELS = {MemberRole.CHILD: "Child", MemberRole.ADULT: "Adult", MemberRole.UNBORN: "Unborn"}


class RelationshipKind(StrEnum):
    """What one person is to another. The first nine are those of the import contract; the rest are ours."""

    MOTHER = "mother"
    FATHER = "father"
    SIBLING = "sibling"
    GRANDPARENT = "grandparent"
    CARER = "carer"
    STEP_PARENT = "step_parent"
    FOSTER_CARER = "foster_carer"
    OTHER_RELATIVE = "other_relative"
    OTHER = "other"
    PARENT = "parent"
    GUARDIAN = "guardian"
    HALF_SIBLING = "half_sibling"
    STEP_SIBLING = "step_sibling"
    AUNT_OR_UNCLE = "aunt_or_uncle"
    PARTNER = "partner"
    EX_PARTNER = "ex_partner"
    FRIEND = "friend"


FORWARD = {
    RelationshipKind.MOTHER: "mother",
    RelationshipKind.FATHER: "father",
    RelationshipKind.PARENT: "parent",
    RelationshipKind.STEP_PARENT: "step-parent",
    RelationshipKind.FOSTER_CARER: "foster carer",
    RelationshipKind.GUARDIAN: "guardian",
    RelationshipKind.CARER: "carer",
    RelationshipKind.GRANDPARENT: "grandparent",
    RelationshipKind.AUNT_OR_UNCLE: "aunt or uncle",
    RelationshipKind.SIBLING: "brother or sister",
    RelationshipKind.HALF_SIBLING: "half-brother or half-sister",
    RelationshipKind.STEP_SIBLING: "step-brother or step-sister",
    RelationshipKind.PARTNER: "partner",
    RelationshipKind.EX_PARTNER: "former partner",
    RelationshipKind.FRIEND: "friend",
    RelationshipKind.OTHER_RELATIVE: "other relative",
    RelationshipKind.OTHER: "other person",
}
"""`Kelly is *mother* of Ava`, in the order in which a form offers them."""

BACKWARD = {
    RelationshipKind.MOTHER: "child",
    RelationshipKind.FATHER: "child",
    RelationshipKind.PARENT: "child",
    RelationshipKind.STEP_PARENT: "step-child",
    RelationshipKind.FOSTER_CARER: "foster child",
    RelationshipKind.GUARDIAN: "ward",
    RelationshipKind.CARER: "person cared for",
    RelationshipKind.GRANDPARENT: "grandchild",
    RelationshipKind.AUNT_OR_UNCLE: "niece or nephew",
}
"""`Ava is *child* of Kelly`: what is read from the other end. Kinds that are missing read alike from both
ends.
"""

BROUGHT_UP_BY = (
    RelationshipKind.MOTHER,
    RelationshipKind.FATHER,
    RelationshipKind.PARENT,
    RelationshipKind.STEP_PARENT,
    RelationshipKind.FOSTER_CARER,
    RelationshipKind.GUARDIAN,
    RelationshipKind.CARER,
    RelationshipKind.GRANDPARENT,
)
"""Whom the family tree hangs a child beneath, nearest first."""


def reads_alike(kind: RelationshipKind) -> bool:
    """Say whether the relationship is the same from both ends, so that it is kept once and in one
    direction.
    """
    return kind not in BACKWARD


def canonical(kind: RelationshipKind, person: UUID, other: UUID) -> tuple[UUID, UUID]:
    """Return the two in the order in which the relationship is kept."""
    return (other, person) if reads_alike(kind) and other < person else (person, other)


def words_for(kind: RelationshipKind, *, forward: bool) -> str:
    """Return what one is to the other: forward, the person to the other; else the other to the person."""
    return FORWARD[kind] if forward or reads_alike(kind) else BACKWARD[kind]
