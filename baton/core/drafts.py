"""What somebody has typed and not yet sent, kept on the server for its owner alone."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.http import QueryDict

from baton.core.models import Draft
from baton.core.wall import deed

LARGEST = 512 * 1024
"""Bytes of one draft: twenty times the longest assessment we know of (ours)."""

KEPT = timedelta(days=90)
"""How long a draft waits for its owner: personal data nobody came back for (ours)."""

TITLE = "draft_title"
"""The field in which a page says what its form is, for the list of what is not sent yet."""

PAGE = "draft_page"
"""The field in which a page says where its form can be gone on with."""

KEEPER = "draft_keeper"
"""The field by which a page says, signed, whose it is."""

KEEP = "keep_for_later"
"""The name of the button that keeps a form for later, where no page does so itself."""

NOT_KEPT = frozenset({"csrfmiddlewaretoken", "submission_token", "save_for_later", KEEPER, KEEP})
"""Fields that belong to one page and must not come back with the draft."""

Value = str | Sequence[str]


class DraftTooLarge(ValueError):
    """More was typed than a draft may hold."""

    def __init__(self, size: int) -> None:
        super().__init__(
            f"This is too long to keep as a draft ({size:,} bytes, at most {LARGEST:,}). "
            "Send the form, or shorten the longest answer; the text stays on this page"
        )


@deed
def save(*, owner_key: str, form: str, data: Mapping[str, Value], at: datetime, subject: str = "") -> Draft:
    """Keep what was typed into a form, in place of what was kept of it before.

    `form` names the form, `subject` what it is about (an id), `data` its fields as they were posted. Raises
    `DraftTooLarge`. Source: architecture rule 7.
    """
    kept = {name: _plain(value) for name, value in data.items() if _is_kept(name)}
    size = len(json.dumps(kept).encode())
    if size > LARGEST:
        raise DraftTooLarge(size)
    draft = Draft(owner_key=owner_key, form=form, subject=subject, data=kept, saved_at=at)
    Draft.objects.bulk_create(
        [draft],
        update_conflicts=True,
        unique_fields=["owner_key", "form", "subject"],
        update_fields=["data", "saved_at"],
    )
    return draft


def load(*, owner_key: str, form: str, subject: str = "") -> Draft | None:
    """Return the owner's draft of a form, or None."""
    return Draft.objects.filter(owner_key=owner_key, form=form, subject=subject).first()


def as_post(draft: Draft) -> QueryDict:
    """Return a draft as the form would have posted it."""
    posted = QueryDict(mutable=True)
    for name, value in draft.data.items():
        posted.setlist(name, [value] if isinstance(value, str) else value)
    return posted


def title_of(draft: Draft) -> str:
    """Return what the page said its form is."""
    return _one(draft, TITLE) or "A form"


def page_of(draft: Draft) -> str:
    """Return the address that the page gave for going on with its form, as it was posted: not to be trusted."""
    return _one(draft, PAGE)


def of_owner(owner_key: str) -> list[Draft]:
    """Return everything somebody has not sent yet, last saved first."""
    return list(Draft.objects.filter(owner_key=owner_key).order_by("-saved_at", "form", "subject"))


def of_subject(owner_key: str, subject: str) -> dict[str, Draft]:
    """Return the owner's drafts about one thing, by form."""
    return {draft.form: draft for draft in Draft.objects.filter(owner_key=owner_key, subject=subject)}


@deed
def discard(*, owner_key: str, form: str, subject: str = "") -> None:
    """Forget the owner's draft of a form; the action that sends the form does so in its own transaction."""
    Draft.objects.filter(owner_key=owner_key, form=form, subject=subject).delete()


def clear(*, at: datetime, form: str = "", kept: timedelta = KEPT) -> int:
    """Delete the drafts nobody came back to within `kept`, of all forms or of one, and return how many there were."""
    old = Draft.objects.filter(saved_at__lt=at - kept)
    return (old.filter(form=form) if form else old).delete()[0]


def _one(draft: Draft, name: str) -> str:
    value = draft.data.get(name, "")
    return str(value if isinstance(value, str) else value[-1] if value else "")


def _is_kept(name: str) -> bool:
    return name not in NOT_KEPT and not name.endswith("-submission_token")


def _plain(value: Value) -> str | list[str]:
    """Return a value without the one character that PostgreSQL cannot keep."""
    if isinstance(value, str):
        return value.replace("\0", "")
    return [item.replace("\0", "") for item in value]
