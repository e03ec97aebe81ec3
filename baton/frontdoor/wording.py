"""Words that forms and pages of the front door share."""

from baton.frontdoor.models import Enquiry
from baton.frontdoor.rules.decision import Outcome
from baton.partnership import profiles
from baton.people.models import Involvement


def involvement_words(involvement: Involvement) -> str:
    """Return who is involved, in one line."""
    who = involvement.practitioner.name if involvement.practitioner else involvement.contact
    where = involvement.organisation.name if involvement.organisation else involvement.organisation_words
    return ", ".join(part for part in (involvement.role_words, who, where) if part) or involvement.kind


def standard_words(outcome: Outcome, enquiry: Enquiry) -> str:
    """Return the profile's words for an outcome, those for a family where a family asked."""
    known = profiles.current().outcomes[outcome]
    return known.family_label if enquiry.by_family else known.to_enquirer
