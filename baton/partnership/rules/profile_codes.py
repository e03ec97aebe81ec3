"""The codes that every profile shares.

A profile chooses the words for them and which of them it offers; figures, imports and other installations
rely on the codes themselves, so they never change. Source of the lists: the contract for importing older records.
"""

from enum import StrEnum


class Channel(StrEnum):
    """How an enquiry came in. Source: requirements R059, R211."""

    ONLINE = "online"
    PHONE = "phone"
    EMAIL = "email"
    DROP_IN = "drop_in"
    PAPER = "paper"
    TRANSFER = "transfer"
    DATA_MATCH = "data_match"


class SourceType(StrEnum):
    """Which kind of person or agency made an enquiry. Source: requirement R066."""

    SCHOOL = "school"
    HEALTH = "health"
    CHILDRENS_CENTRE = "childrens_centre"
    CHILDCARE = "childcare"
    POLICE = "police"
    HOUSING = "housing"
    VOLUNTARY = "voluntary"
    FAMILY = "family"
    COUNCIL = "council"
    SOCIAL_CARE = "social_care"
    OTHER = "other"


class OutcomeCode(StrEnum):
    """What the front door may decide. Source: requirement R063."""

    ASSESSMENT = "assessment"
    STRUCTURED_SUPPORT = "structured_support"
    SINGLE_AGENCY = "single_agency"
    ADVICE = "advice"
    EXISTING_CASE = "existing_case"
    STEP_UP = "step_up"
    NO_FURTHER_ACTION = "no_further_action"


class LeadsTo(StrEnum):
    """What follows from an outcome."""

    CASE = "case"
    SINGLE_SERVICE = "single_service"
    EXISTING_CASE = "existing_case"
    SOCIAL_CARE = "social_care"
    NOTHING = "nothing"


class LeadAgencyType(StrEnum):
    """The kinds of lead agency that figures tell apart. Source: table W, “lead agency”."""

    SCHOOL = "school"
    TRUST_FAMILY_SUPPORT = "trust_family_support"
    COUNCIL_FAMILY_SUPPORT = "council_family_support"
    HEALTH = "health"
    VOLUNTARY = "voluntary"
    OTHER = "other"


class ClosureCode(StrEnum):
    """Why a case ended. Source: requirements R119, R120."""

    OBJECTIVES_MET = "objectives_met"
    SINGLE_AGENCY = "single_agency"
    UNIVERSAL = "universal"
    STEP_UP = "step_up"
    MOVED_AWAY = "moved_away"
    FAMILY_WITHDREW = "family_withdrew"
    NO_ENGAGEMENT = "no_engagement"
    OTHER = "other"


class ObjectivesMet(StrEnum):
    """How much of the plan was reached when a case ended."""

    ALL = "all"
    SOME = "some"
    NONE = "none"


class MeetingCode(StrEnum):
    """The meetings held about one family."""

    TAF = "taf"
    REVIEW = "review"
    MAAM = "maam"
    FAMILY_SUPPORT_GROUP = "family_support_group"


class Grade(StrEnum):
    """The grades of a case audit. Source: requirements R176, R186."""

    OUTSTANDING = "outstanding"
    GOOD = "good"
    REQUIRES_IMPROVEMENT = "requires_improvement"
    INADEQUATE = "inadequate"


class RelationshipCode(StrEnum):
    """What one person is to another."""

    MOTHER = "mother"
    FATHER = "father"
    SIBLING = "sibling"
    GRANDPARENT = "grandparent"
    CARER = "carer"
    STEP_PARENT = "step_parent"
    FOSTER_CARER = "foster_carer"
    OTHER_RELATIVE = "other_relative"
    OTHER = "other"


class Sex(StrEnum):
    """Recorded sex."""

    FEMALE = "female"
    MALE = "male"
    NOT_KNOWN = "not_known"


class Ethnicity(StrEnum):
    """The 21 codes of the national child-level lists."""

    WBRI = "WBRI"
    WIRI = "WIRI"
    WIRT = "WIRT"
    WOTH = "WOTH"
    WROM = "WROM"
    MWBC = "MWBC"
    MWBA = "MWBA"
    MWAS = "MWAS"
    MOTH = "MOTH"
    AIND = "AIND"
    APKN = "APKN"
    ABAN = "ABAN"
    AOTH = "AOTH"
    BCRB = "BCRB"
    BAFR = "BAFR"
    BOTH = "BOTH"
    CHNE = "CHNE"
    OOTH = "OOTH"
    REFU = "REFU"
    NOBT = "NOBT"
    UNKNOWN = "UNKNOWN"


class Urgency(StrEnum):
    """How soon the front door should look at an enquiry."""

    ROUTINE = "routine"
    SOON = "soon"
    TODAY = "today"


class NotAsked(StrEnum):
    """Why somebody's own agreement was not sought."""

    UNSAFE = "unsafe"
    NOT_INVOLVED = "not_involved"
    CANNOT_BE_FOUND = "cannot_be_found"


class AgreedBy(StrEnum):
    """How an agreement was given."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    WRITTEN = "written"
    ONLINE = "online"


class SafeContact(StrEnum):
    """What may safely be done with a telephone number, an e-mail or a postal address."""

    RING = "ring"
    TEXT = "text"
    WRITE = "write"
    LEAVE_MESSAGE = "leave_message"


class About(StrEnum):
    """Whom a need or a section of the assessment is about."""

    CHILD = "child"
    ADULT = "adult"
    FAMILY = "family"


class QuestionKind(StrEnum):
    """How a question of the assessment is answered."""

    TEXT = "text"
    CHOICE = "choice"
    SCALE = "scale"
    NEEDS = "needs"
    VOICE = "voice"


class Known(StrEnum):
    """What an enquirer said that may stand beside a question of the assessment."""

    WORRIES = "worries"
    GOING_WELL = "going_well"
    TRIED = "tried"
    FAMILY_WANTS = "family_wants"


class FilledBy(StrEnum):
    """Who must be part of filling in a section."""

    PRACTITIONER = "practitioner"
    CHILD = "child"
    PARENT = "parent"
    FAMILY = "family"


class Better(StrEnum):
    """Which way a score should move."""

    HIGHER = "higher"
    LOWER = "lower"


class OnAcceptance(StrEnum):
    """What an accepted step-up does to the early-help case."""

    CLOSE = "close"
    HOLD = "hold"


NEVER_LEAD = frozenset({"police", "fire", "gp"})
"""Agency types that never lead: emergency services and general practice. Source: requirement R033."""

LEVELS = ("1", "2", "3", "4")
"""The four levels of need, least to most. Source: requirement R049."""

EVERY_TOOL = {
    "scaling": (("safety", "wellbeing"), 0, 10, Better.HIGHER),
    "level": (("level",), 1, 4, Better.LOWER),
}
"""The measuring tools every profile ships: areas, lowest and highest score, which way is better."""
