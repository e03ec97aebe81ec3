"""Who may open the pages about people and families."""

from baton.partnership.matrix import (
    LEAD_PRACTITIONER,
    RELATIONS,
    TEAM_MEMBER,
    Page,
)
from baton.partnership.rules.roles import Role
from baton.people.permissions import CORRECTS_RECORDS, MEETS_FAMILIES, OPENS_RECORDS
from baton.people.rules.break_glass import REVIEWS_USES
from baton.people.rules.restriction import MAY_RESTRICT

READERS = frozenset(role.value for role in MEETS_FAMILIES) | RELATIONS
WRITERS = frozenset(role.value for role in CORRECTS_RECORDS) | {
    LEAD_PRACTITIONER,
    TEAM_MEMBER,
    Role.TEAM_MANAGER.value,
}
OPENERS = frozenset(role.value for role in OPENS_RECORDS)
REVIEWERS = frozenset(role.value for role in REVIEWS_USES)
JUDGES = REVIEWERS | {Role.TEAM_MANAGER.value}
KEEPERS = frozenset(role.value for role in MAY_RESTRICT)

MATRIX = [
    Page("family_search", who=READERS),
    Page("family_new", who=OPENERS),
    Page("family_unplaced", who=frozenset({Role.HUB_MANAGER.value})),
    Page("family_place", on="family", who=frozenset({Role.HUB_MANAGER.value}), method="post"),
    Page("family_people", on="family", who=READERS),
    *(
        Page(name, on="family", who=WRITERS)
        for name in ("family_edit", "member_search", "member_new", "relationship_new", "involvement_new")
    ),
    Page("member_join", on="family", who=WRITERS),
    Page("family_membership_edit", on="family_membership", who=WRITERS),
    Page("relationship_edit", on="relationship", who=WRITERS),
    *(Page(name, on="involvement", who=WRITERS) for name in ("involvement_edit", "involvement_end")),
    *(
        Page(name, on="family", who=KEEPERS)
        for name in ("access_page", "access_change", "access_name", "access_bar")
    ),
    Page("access_end", on="grant", who=KEEPERS),
    Page("access_lift", on="bar", who=KEEPERS),
    Page("declaration", who=READERS),
    Page("conflict_list", who=JUDGES),
    Page("conflict_review", on="conflict", who=JUDGES),
    Page("restriction_list", who=REVIEWERS),
    Page("restriction_review", on="family", who=REVIEWERS),
    Page("break_glass", on="family", who=frozenset({Role.HUB_MANAGER.value, Role.SOCIAL_CARE_LIAISON.value})),
    Page("break_glass_end", on="use", who=REVIEWERS, method="post"),
    Page("break_glass_list", who=REVIEWERS),
    Page("break_glass_review", on="use", who=REVIEWERS),
    Page("person_page", on="person", who=READERS),
    *(
        Page(name, on="person", who=WRITERS)
        for name in (
            "person_edit",
            "person_rename",
            "person_other_name",
            "person_born",
            "address_move",
            "contact_way_new",
        )
    ),
    Page("address_edit", on="address", who=WRITERS),
    Page("contact_way_edit", on="contact_way", who=WRITERS),
]
