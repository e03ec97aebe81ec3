"""How an enquirer is told what was decided, and what stands in the way (requirements R064)."""

from collections.abc import Mapping
from enum import StrEnum


class How(StrEnum):
    """The way an enquirer was told."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    MESSAGE = "message"
    TEXT = "text"


HOW_WORDS: Mapping[How, str] = {
    How.IN_PERSON: "in person",
    How.PHONE: "by phone",
    How.MESSAGE: "by e-mail, with a link",
    How.TEXT: "by text, with a link",
}

WRITTEN = frozenset({How.MESSAGE, How.TEXT})
"""The ways in which something is sent."""

PURPOSE = "enquiry_decision"
"""What the link in a message about a decision is for."""

# Ours: long enough to come back from a holiday, short enough that an old mailbox tells nothing.
LINK_DAYS = 28


def ways_open(
    *,
    email: str,
    signed_in_enquirer: bool,
    safe_to_write: bool | None,
    works: bool = True,
    texts: bool = False,
) -> list[How]:
    """Return the ways in which an enquirer can be told.

    A message needs an address, and a family that asked not to be written to is not written to; a
    practitioner who signs in reads the answer there and is written to at the address of the account. Where
    messages to the address come back, it does not work. `texts`: they have a number that can be texted, and said
    that this is safe.
    """
    ways = [How.PHONE, How.IN_PERSON]
    if works and (signed_in_enquirer or (email and safe_to_write is not False)):
        ways.append(How.MESSAGE)
    if texts:
        ways.append(How.TEXT)
    return ways
