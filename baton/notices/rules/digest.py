"""The day's message: what is not urgent, gathered, in the order of what is due."""

from baton.notices.rules.kind import Kind
from baton.notices.rules.notice import Notice, Sender, body_of, with_link

DIGEST = Notice(
    code="digest",
    kind=Kind.DIGEST,
    subject="What came for you: {service}",
    body=(
        "Hello\n\n"
        "This has come for you. What is due first stands on top. Each link asks you to sign in.\n\n"
        "{link}\n\n"
        "{service}, {partnership}\n"
    ),
)


def line(subject: str, due: str, address: str) -> str:
    """Return what the day's message says of one notice: its subject, by when, and where it leads."""
    return f"* {subject}{f' ({due})' if due else ''}\n  {address}"


def digest_body(lines: list[str], sender: Sender) -> str:
    """Return the whole text of a day's message; the lines stand where other messages have their one link."""
    return with_link(body_of(DIGEST, sender), "\n\n".join(lines))
