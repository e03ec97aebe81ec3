"""How a page keeps what is typed into it. `ui` knows no drafts: the setting `UI_PROVIDERS` names who does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from baton.ui import frame
from baton.ui.forms import SAVE_FOR_LATER


@dataclass(frozen=True)
class Kept:
    """Where the text of a form is kept while somebody types.

    `address` takes it, `button` is the name of “Save and come back later”, `carried` are hidden values that go with it.
    Where something was typed earlier, `saved_at` says when, and `throw_away_url` leads to the page that asks before it is
    thrown away.
    """

    address: str
    button: str
    carried: Sequence[tuple[str, str]] = ()
    title_name: str = ""
    saved_at: datetime | None = None
    throw_away_url: str = ""


def keeping(request: HttpRequest | None, parts: Sequence[Any], **where: str) -> Kept | None:
    """Tell how what is typed into the forms of a page is kept, and put into them what was typed earlier.

    `where` may name the `action` the form is sent to, an `own_address` where the page keeps its draft itself, and the
    `page` on which it is gone on with. Nothing where nothing long is typed, or nobody is known.
    """
    provide = frame.provider("drafts")
    kept: Kept | None = None
    if provide is not None and request is not None and not frame.is_plain(request):
        kept = provide(request, parts, **where)
    own = where.get("own_address")
    return kept or (Kept(own, SAVE_FOR_LATER) if own else None)
