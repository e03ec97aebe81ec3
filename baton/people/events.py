"""What happens to people and families, in the words of the timeline."""

from baton.journal.events import EventKind, Weight, register
from baton.people import telling

PEOPLE = "people"
ACCESS = "access"
AGREEMENTS = "agreements"
INVOLVEMENT = "involvement"
NEEDS = "needs"

PERSON_REGISTERED = "person.registered"
PERSON_CORRECTED = "person.corrected"
PERSON_RENAMED = "person.renamed"
PERSON_BORN = "person.born"
NAME_ADDED = "person.name_added"
ADDRESS_MOVED = "address.moved"
ADDRESS_CORRECTED = "address.corrected"
CONTACT_ADDED = "contact_way.added"
CONTACT_CORRECTED = "contact_way.corrected"
FAMILY_CREATED = "family.created"
FAMILY_CORRECTED = "family.corrected"
FAMILY_RESTRICTED = "family.restricted"
FAMILY_SEALED = "family.sealed"
FAMILY_OPENED = "family.opened"
RESTRICTION_REVIEWED = "family.restriction_reviewed"
MEMBER_ADDED = "family.member_added"
MEMBER_CORRECTED = "family.member_corrected"
RELATED = "relationship.related"
RELATIONSHIP_CORRECTED = "relationship.corrected"
GRANT_GIVEN = "grant.given"
GRANT_ENDED = "grant.ended"
BAR_SET = "bar.set"
BAR_LIFTED = "bar.lifted"
ACCOUNT_HELD = "conflict.account_held"
CONFLICT_FOUND = "conflict.found"
CONFLICT_JUDGED = "conflict.judged"
GLASS_BROKEN = "break_glass.opened"
GLASS_ENDED = "break_glass.ended"
GLASS_REVIEWED = "break_glass.reviewed"
AGREEMENT_RECORDED = "agreement.recorded"
AGREEMENT_WITHDRAWN = "agreement.withdrawn"
NEED_RECORDED = "need.recorded"
LEVEL_RECORDED = "level.recorded"
INVOLVEMENT_BEGUN = "involvement.begun"
INVOLVEMENT_CORRECTED = "involvement.corrected"
INVOLVEMENT_ENDED = "involvement.ended"

KINDS = [
    EventKind(PERSON_REGISTERED, "A person was added", PEOPLE, Weight.FACT),
    EventKind(PERSON_CORRECTED, "Details of a person were corrected", PEOPLE, Weight.FACT),
    EventKind(PERSON_RENAMED, "A person's name changed", PEOPLE, Weight.FACT),
    EventKind(PERSON_BORN, "A baby was born", PEOPLE, Weight.FACT),
    EventKind(NAME_ADDED, "Another name of a person was added", PEOPLE, Weight.FACT),
    EventKind(ADDRESS_MOVED, "A new address was recorded", PEOPLE, Weight.FACT),
    EventKind(ADDRESS_CORRECTED, "An address was corrected", PEOPLE, Weight.FACT),
    EventKind(CONTACT_ADDED, "A way to make contact was added", PEOPLE, Weight.FACT),
    EventKind(CONTACT_CORRECTED, "A way to make contact was corrected", PEOPLE, Weight.FACT),
    EventKind(FAMILY_CREATED, "The family's record was opened", PEOPLE, Weight.CONSEQUENCE),
    EventKind(FAMILY_CORRECTED, "The family's name, or where it belongs, was corrected", PEOPLE, Weight.FACT),
    EventKind(FAMILY_RESTRICTED, "The family's record was restricted", ACCESS, Weight.FACT),
    EventKind(FAMILY_SEALED, "The family's record was sealed", ACCESS, Weight.FACT),
    EventKind(FAMILY_OPENED, "The restriction of the family's record was lifted", ACCESS, Weight.FACT),
    EventKind(
        RESTRICTION_REVIEWED,
        "The restriction of the family's record was reviewed",
        ACCESS,
        Weight.FACT,
        telling.next_day,
    ),
    EventKind(MEMBER_ADDED, "A person joined the family", PEOPLE, Weight.FACT),
    EventKind(MEMBER_CORRECTED, "A person's place in the family changed", PEOPLE, Weight.FACT),
    EventKind(RELATED, "A relationship was recorded", PEOPLE, Weight.FACT),
    EventKind(RELATIONSHIP_CORRECTED, "A relationship was corrected", PEOPLE, Weight.FACT),
    EventKind(GRANT_GIVEN, "Access given", ACCESS, Weight.CONSEQUENCE, telling.grant),
    EventKind(GRANT_ENDED, "Access ended", ACCESS, Weight.CONSEQUENCE, telling.grant),
    EventKind(BAR_SET, "Somebody was barred from this record", ACCESS, Weight.FACT),
    EventKind(BAR_LIFTED, "A bar from this record was lifted", ACCESS, Weight.FACT),
    EventKind(ACCOUNT_HELD, "An account was noted, to find its owner's own record", ACCESS, Weight.FACT),
    EventKind(
        CONFLICT_FOUND,
        "Somebody in the record may be close to a practitioner",
        ACCESS,
        Weight.DEED,
        telling.who,
    ),
    EventKind(CONFLICT_JUDGED, "A conflict of interest was judged", ACCESS, Weight.DEED, telling.conflict),
    EventKind(GLASS_BROKEN, "The restricted record was opened in an emergency", ACCESS, Weight.DEED),
    EventKind(GLASS_ENDED, "Opening in an emergency ended early", ACCESS, Weight.DEED),
    EventKind(GLASS_REVIEWED, "Opening in an emergency was reviewed", ACCESS, Weight.DEED, telling.verdict),
    EventKind(
        AGREEMENT_RECORDED,
        "Answer about agreement recorded",
        AGREEMENTS,
        Weight.CONSEQUENCE,
        telling.agreement,
    ),
    EventKind(AGREEMENT_WITHDRAWN, "Agreement withdrawn", AGREEMENTS, Weight.CONSEQUENCE, telling.agreement),
    EventKind(NEED_RECORDED, "Need recorded", NEEDS, Weight.FACT, telling.need),
    EventKind(LEVEL_RECORDED, "Level of need recorded", NEEDS, Weight.FACT, telling.level),
    EventKind(INVOLVEMENT_BEGUN, "Involvement began", INVOLVEMENT, Weight.CONSEQUENCE, telling.who),
    EventKind(INVOLVEMENT_CORRECTED, "An involvement was corrected", INVOLVEMENT, Weight.FACT),
    EventKind(INVOLVEMENT_ENDED, "Involvement ended", INVOLVEMENT, Weight.CONSEQUENCE, telling.who),
]

register("people", KINDS)
