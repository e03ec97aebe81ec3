"""What becomes of each row about people and families; read by `core.lifecycle`.

Retention: 25 years from birth is what councils print for early help records (domain notes, g); a family's record is
kept here by its last case and reviewed by a person, which never ends before the youngest child is 25.
"""

from baton.core.lifecycle import (
    IN,
    KEEP_BOTH,
    REPOINT,
    After,
    Keep,
    KeptWith,
    Lifecycle,
    Model,
    Scrub,
    ask,
    fields,
    out,
    refuse_if,
)
from baton.people.models import (
    AccessBar,
    AccessGrant,
    Address,
    Agreement,
    BreakGlass,
    Conflict,
    ContactWay,
    DeclaredPerson,
    Family,
    FamilyMembership,
    FormerName,
    Involvement,
    LevelReading,
    NamePart,
    Need,
    Person,
    PersonKey,
    Relationship,
    RestrictionReview,
)

RECORD = Keep(after=After.FAMILY_CLOSED, years=25, source="domain notes (g): until the 25th birthday")
SAFEGUARDS_OTHERS = "it protects somebody else: an officer decides on each request"

LIFECYCLE: dict[Model, Lifecycle] = {
    Person: Lifecycle(
        keep=RECORD,
        subject_access=IN,
        scrub=fields(
            keep="name_known unborn sex ethnicity upn_checked nhs_number_checked not_to_be_told",
            blank="given_names family_name known_as first_language interpreter_language school_name upn nhs_number "
            "not_to_be_told_reason imported_ref",
            year="date_of_birth expected_on died_on",
        ),
    ),
    FormerName: Lifecycle(
        link={"person": REPOINT}, keep=KeptWith("person"), subject_access=IN, scrub=Scrub.ROW
    ),
    Address: Lifecycle(
        link={"person": REPOINT},
        keep=KeptWith("person"),
        subject_access=IN,
        scrub=fields(keep="from_on to_on confidential", blank="lines postcode"),
    ),
    ContactWay: Lifecycle(
        link={"person": REPOINT}, keep=KeptWith("person"), subject_access=IN, scrub=Scrub.ROW
    ),
    Family: Lifecycle(
        keep=RECORD,
        subject_access=IN,
        scrub=fields(
            keep="reference restriction restricted_at review_on", blank="name restriction_reason imported_ref"
        ),
    ),
    FamilyMembership: Lifecycle(
        link={
            "person": ask("both belong to the same family at the same time"),
            "family": ask("the same person belongs to both at the same time"),
        },
        keep=KeptWith("family"),
        subject_access=IN,
        scrub=fields(keep="role from_on to_on"),
    ),
    Relationship: Lifecycle(
        link={
            "person": refuse_if("the two are related to each other"),
            "other": refuse_if("the two are related to each other"),
        },
        keep=KeptWith("person"),
        subject_access=IN,
        scrub=fields(keep="kind parental_responsibility from_on to_on"),
    ),
    PersonKey: Lifecycle(
        link={"person": REPOINT},
        keep=KeptWith("person"),
        subject_access=out("it is made from the names, dates and addresses that are in the copy"),
        scrub=Scrub.ROW,
    ),
    NamePart: Lifecycle(
        keep=Keep(after=After.REPLACED, days=30),
        subject_access=out("it says that a name occurs, never whose it is"),
        scrub=Scrub.ROW,
    ),
    AccessGrant: Lifecycle(
        link={"family": REPOINT},
        keep=KeptWith("family"),
        subject_access=IN,
        scrub=fields(keep="kind from_at to_at read_only"),
    ),
    AccessBar: Lifecycle(
        link={"family": REPOINT},
        keep=KeptWith("family"),
        subject_access=out(SAFEGUARDS_OTHERS),
        scrub=fields(keep="reason from_at to_at", blank="note"),
    ),
    DeclaredPerson: Lifecycle(
        keep=KeptWith("practitioner"),
        subject_access=out("a practitioner named them; it is shown to that practitioner on their own page"),
        scrub=Scrub.ROW,
    ),
    Conflict: Lifecycle(
        link={
            "person": ask("the same practitioner has a conflict with both"),
            "family": REPOINT,
        },
        keep=KeptWith("practitioner"),
        subject_access=out(SAFEGUARDS_OTHERS),
        scrub=fields(keep="enquiry_id ground found_at decided_at verdict", blank="note"),
    ),
    RestrictionReview: Lifecycle(
        link={"family": REPOINT},
        keep=KeptWith("family"),
        subject_access=out(SAFEGUARDS_OTHERS),
        scrub=fields(keep="restriction next_on reviewed_at", blank="note"),
    ),
    BreakGlass: Lifecycle(
        link={"family": REPOINT},
        keep=KeptWith("family"),
        subject_access=IN,
        scrub=fields(keep="reason from_at to_at reviewed_at verdict", blank="note review_note"),
    ),
    Involvement: Lifecycle(
        link={"family": REPOINT, "person": REPOINT},
        keep=RECORD,
        subject_access=IN,
        scrub=fields(
            keep="kind from_on to_on source url_name", blank="organisation_words contact role_words"
        ),
    ),
    Agreement: Lifecycle(
        link={"person": ask("both answered the same question"), "family": REPOINT},
        keep=KeptWith("family"),
        subject_access=IN,
        scrub=fields(keep="purpose status capacity on method ended_on", blank="agency_words reason"),
    ),
    Need: Lifecycle(
        link={"family": REPOINT, "person": REPOINT},
        keep=RECORD,
        subject_access=IN,
        scrub=fields(keep="code source on"),
    ),
    LevelReading: Lifecycle(
        link={"family": KEEP_BOTH},
        keep=KeptWith("family"),
        subject_access=IN,
        scrub=fields(keep="level occasion on"),
    ),
}
