"""The codes of the facts that any app above may write about people and families."""

from enum import StrEnum


class Purpose(StrEnum):
    """What somebody agrees to. Agreeing to a service and agreeing that we share are two things (rule 2)."""

    SERVICE = "service"
    SHARE = "share"


PURPOSE_LABELS = {Purpose.SERVICE: "To the help offered", Purpose.SHARE: "To sharing with an organisation"}


class AgreementStatus(StrEnum):
    """What somebody answered."""

    AGREED = "agreed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    NOT_ASKED = "not_asked"


AGREEMENT_LABELS = {
    AgreementStatus.AGREED: "Agreed",
    AgreementStatus.REFUSED: "Refused",
    AgreementStatus.WITHDRAWN: "Withdrawn",
    AgreementStatus.NOT_ASKED: "Not asked",
}


class Capacity(StrEnum):
    """In what capacity somebody answered."""

    PARENTAL_RESPONSIBILITY = "parental_responsibility"
    COMPETENT_YOUNG_PERSON = "competent_young_person"
    ADULT_SELF = "adult_self"


CAPACITY_LABELS = {
    Capacity.PARENTAL_RESPONSIBILITY: "With parental responsibility, for a child",
    Capacity.COMPETENT_YOUNG_PERSON: "As a young person judged able to decide",
    Capacity.ADULT_SELF: "As an adult, for themselves",
}


class Occasion(StrEnum):
    """When a level of need was read."""

    SCREENING = "screening"
    ALLOCATION = "allocation"
    REVIEW = "review"
    CLOSURE = "closure"


OCCASION_LABELS = {
    Occasion.SCREENING: "At screening",
    Occasion.ALLOCATION: "At allocation",
    Occasion.REVIEW: "At review",
    Occasion.CLOSURE: "At closure",
}

LEVELS = (1, 2, 3, 4)
"""Levels of need: 1 universal to 4 statutory (early-help.md, the continuum of need)."""


class GrantKind(StrEnum):
    """Why somebody, or an organisation, may see a family."""

    LEAD_PRACTITIONER = "lead_practitioner"
    TEAM_MEMBER = "team_member"
    AUTHORISER = "authoriser"
    COORDINATOR = "coordinator"
    MANAGER = "manager"
    TRANSFER = "transfer"
    NAMED = "named"
    ENQUIRER = "enquirer"


GRANT_LABELS = {
    GrantKind.LEAD_PRACTITIONER: "Lead practitioner",
    GrantKind.TEAM_MEMBER: "Team around the family",
    GrantKind.AUTHORISER: "Authorises the assessment",
    GrantKind.COORDINATOR: "Coordinator",
    GrantKind.MANAGER: "Manager of the organisation",
    GrantKind.TRANSFER: "Asked to take the family over",
    GrantKind.NAMED: "Named on a restricted or sealed record",
    GrantKind.ENQUIRER: "Made the enquiry",
}

WORKS_WITH_FAMILY = frozenset({GrantKind.LEAD_PRACTITIONER, GrantKind.TEAM_MEMBER, GrantKind.NAMED})
"""Whose grant opens confidential addresses and contact ways: those who visit, ring and write (ours, from
rule 6).
"""


class BarReason(StrEnum):
    """Why somebody may never open a family, whatever their role (rule 6: nobody opens their own or a
    relative's record).
    """

    OWN = "own"
    RELATIVE = "relative"
    OTHER = "other"


BAR_LABELS = {
    BarReason.OWN: "It is their own family",
    BarReason.RELATIVE: "A relative, friend or neighbour is in it",
    BarReason.OTHER: "Another reason",
}


class Source(StrEnum):
    """Where a fact came from."""

    ENQUIRY = "enquiry"
    ASSESSMENT = "assessment"
    CASE = "case"
    PERSON = "person"
    FEED = "feed"
    IMPORT = "import"


SOURCE_LABELS = {
    Source.ENQUIRY: "Enquiry",
    Source.ASSESSMENT: "Assessment",
    Source.CASE: "Case",
    Source.PERSON: "Told to a practitioner",
    Source.FEED: "Another system",
    Source.IMPORT: "Record from before Baton",
}
