"""Who looked at a family: how much of it is told to whom, and in which words."""

from enum import StrEnum

from baton.partnership.rules.roles import Role

SEES_EVERY_LOOK = frozenset({Role.SAFEGUARDING_LEAD, Role.GOVERNANCE_OFFICER})
"""Who answers for the safety of records: they see refusals too (early-help.md, privacy; the roles are ours)."""


class Told(StrEnum):
    """How much somebody is told of who looked at a family."""

    NOTHING = "nothing"
    SHOWN = "shown"
    """Who was shown the family. Not who was refused, nor who asked who looked: that could warn whom it is about."""
    ALL = "all"


IN_PASSING = ("list", "search")
"""Looks at a family as one of many, by `AccessEntry.What`."""

WHAT_LABELS = {
    "page": "",
    "list": "in a list",
    "search": "found by a search",
    "export": "downloaded",
    "file": "a file",
    "report": "in a report",
    "log": "",
}
"""How the family was shown, after the words for the page."""

PART_LABELS = {"family_looks": "Who looked at this record"}
"""Words for pages whose name does not say it."""

OUTCOME_LABELS = {"allowed": "", "refused": "Refused", "break_glass": "Opened with a reason"}


def part(url_name: str) -> str:
    """Return the words for the page of an address: its name says its noun."""
    return (
        PART_LABELS.get(url_name)
        or url_name.replace(":", " ").replace("_", " ").strip().capitalize()
        or "A page"
    )


def shown_as(url_name: str, what: str) -> str:
    """Return what somebody was shown, in words: which page, and how the family stood on it."""
    how = WHAT_LABELS.get(what, "")
    return f"{part(url_name)}, {how}" if how else part(url_name)
