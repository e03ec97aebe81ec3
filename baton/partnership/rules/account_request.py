"""Somebody asks for an account: what becomes of it, and which roles who may give."""

from enum import StrEnum

from baton.partnership.rules.roles import Role


class RequestState(StrEnum):
    """What has become of a request."""

    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"


class Refusal(StrEnum):
    """Why a request was refused."""

    NOT_KNOWN = "not_known"
    NOT_NEEDED = "not_needed"
    ANOTHER_ORGANISATION = "another_organisation"
    ASKED_TWICE = "asked_twice"


TRANSITIONS = {
    RequestState.WAITING: frozenset({RequestState.APPROVED, RequestState.REFUSED}),
    RequestState.APPROVED: frozenset[RequestState](),
    RequestState.REFUSED: frozenset[RequestState](),
}

REFUSAL_WORDS = {
    Refusal.NOT_KNOWN: "We do not know this person",
    Refusal.NOT_NEEDED: "They do not need an account for their work",
    Refusal.ANOTHER_ORGANISATION: "They belong to another organisation",
    Refusal.ASKED_TWICE: "They have an account, or asked twice",
}

REFUSAL_TOLD = {
    Refusal.NOT_KNOWN: "The organisation you named does not know you. Ask your manager there to ask for an account.",
    Refusal.NOT_NEEDED: "They see no need of it for your work. Ask your manager if you do.",
    Refusal.ANOTHER_ORGANISATION: "You belong to another organisation. Ask again, and choose that one.",
    Refusal.ASKED_TWICE: "You have an account already, or asked twice. Ask for a new password on the sign-in page.",
}
"""What whoever asked is told, in a mail that names nobody."""

GIVEN_BY_MANAGERS = frozenset({Role.PRACTITIONER, Role.TEAM_MANAGER})
"""The roles that reach no further than the organisation in which a manager answers for them."""

KEPT_DAYS = 365
"""Days after its decision for which a request can be looked at (ours): a year, then who signs in is the record."""


def roles_to_give(held: frozenset[Role]) -> frozenset[Role]:
    """Return which roles somebody with `held` may give: a system administrator all, a team manager those above."""
    if Role.SYSTEM_ADMINISTRATOR in held:
        return frozenset(Role)
    return GIVEN_BY_MANAGERS if Role.TEAM_MANAGER in held else frozenset()
