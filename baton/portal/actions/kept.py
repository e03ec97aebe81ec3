"""What a family typed and asked us to keep for a day: behind a link that only they have, and in nobody's browser.

The link is a secret of which the database holds a digest; without it nobody finds the words again, and neither does
whoever reads the database by their owner's name, since there is none. Sending or erasing leaves nothing behind.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from baton.core import drafts
from baton.core.models import Draft
from baton.core.wall import deed

FORM = "family_enquiry"
KEPT_FOR = timedelta(hours=24)
"""How long words wait for the family that asked us to keep them (ours): a night to think, no longer."""

Typed = Mapping[str, str | Sequence[str]]


def begin(typed: Typed, at: datetime) -> str:
    """Keep what was typed and return the secret of its link. Raises `drafts.DraftTooLarge`."""
    token = token_urlsafe(32)
    drafts.save(owner_key=_owner(token), form=FORM, data=typed, at=at)
    return token


@deed
def load(token: str, at: datetime) -> Draft | None:
    """Return what is kept behind a link; nothing once it was sent or erased, or a day has passed since it was saved.

    A deed, since drafts are open to their owner alone: whoever has the link is that owner, and has no account to say so.
    """
    draft = drafts.load(owner_key=_owner(token), form=FORM)
    return draft if draft is not None and draft.saved_at > at - KEPT_FOR else None


@deed
def save(token: str, typed: Typed, at: datetime) -> bool:
    """Keep what was typed since, where something is kept behind the link; say whether it was.

    Raises `drafts.DraftTooLarge`.
    """
    if load(token, at) is None:
        return False
    drafts.save(owner_key=_owner(token), form=FORM, data=typed, at=at)
    return True


def erase(token: str) -> None:
    """Forget what is kept behind a link; its link leads nowhere from now on."""
    drafts.discard(owner_key=_owner(token), form=FORM)


def clear(at: datetime) -> int:
    """Forget what nobody came back for within a day; return how many there were."""
    return drafts.clear(at=at, form=FORM, kept=KEPT_FOR)


def _owner(token: str) -> str:
    return sha256(token.encode()).hexdigest()
