"""The day's message: what is not urgent, gathered, in the order of what is due."""

from baton.notices.rules.kind import Kind
from baton.notices.rules.notice import Notice, Sender, body_of, with_link

DIGEST = Notice(
    code="digest",
    kind=Kind.DIGEST,
    subject="What waits for you: {service}",
    body=(
        "Hello\n\n"
        "This is for you. What is late stands on top, then what is due first. Each link asks you to sign in.\n\n"
        "{link}\n\n"
        "{service}, {partnership}\n"
    ),
)


LATE = Notice(
    code="work_late",
    kind=Kind.LATE,
    subject="Some of your work is late",
    body=(
        "Hello\n\n"
        "Some of your work is late. See what, and what to do next:\n{link}\n\n"
        "{service}, {partnership}\n"
    ),
)
"""What is held for the day's message of whoever has late work; in it stand the numbers, as they are when it goes out."""


def late_line(words: str, count: int, address: str) -> str:
    """Return what the day's message says of a list on which something is late: how much, and where it stands."""
    return f"* {words}: {count:,}\n  {address}"


def line(subject: str, due: str, address: str) -> str:
    """Return what the day's message says of one notice: its subject, by when, and where it leads."""
    return f"* {subject}{f' ({due})' if due else ''}\n  {address}"


def digest_body(lines: list[str], sender: Sender) -> str:
    """Return the whole text of a day's message; the lines stand where other messages have their one link."""
    return with_link(body_of(DIGEST, sender), "\n\n".join(lines))
