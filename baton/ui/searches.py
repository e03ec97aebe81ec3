"""Searches for what may be somebody's name: sent by POST, kept in the session, asked for again by an id.

What stands in an address lies in the logs of servers and proxies, in the browser's history, and in whatever it is
pasted into. So an address carries choices and opaque ids alone. What was typed into a search or a list's filter is kept
for a while in the session of whoever typed it, and the address names it (`?search=…`): paging, sorting, going back and
"download what I see" work as with any list, and the address tells nobody else anything. Signing out forgets all of it.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from secrets import token_urlsafe
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from baton.ui.fields import HiddenField
from baton.ui.forms import BaseForm

SEARCH = "search"
"""The name of the id in an address, and of the hidden input that tells a search from a deed sent to the same page."""

KEPT = "searches"
"""Where they lie in the session."""

HOLDS = 2 * 60 * 60
"""Seconds for which a search is kept after it was last made: a long telephone call (ours)."""

MOST = 30
"""Searches kept in one session; the oldest goes first (ours)."""

LONGEST = 500
"""Letters of one answer that are kept: more than any field of a search takes (ours)."""

CARRIED = ("sort", "size")
LOST = "That search is no longer kept. Type it again."

Typed = dict[str, list[str]]
View = Callable[..., HttpResponse]


class Asked(QueryDict):
    """What a page is asked for, whether it stands in the address or was typed; with the token to ask again."""

    csrf_token: str = ""


def asked(request: HttpRequest, form: type[BaseForm]) -> Asked:
    """Give what the page is asked for: choices from the address, text only from the search that the address names."""
    names, query = form.typed_names(), Asked("", mutable=True)
    for name, values in request.GET.lists():
        if name != SEARCH and not _is_of(name, names):
            query.setlist(name, values)
    for name, values in (found(request.session, request.GET.get(SEARCH, "")) or {}).items():
        if _is_of(name, names):
            query.setlist(name, values)
    query.csrf_token = get_token(request)
    return query


def by_post(form: type[BaseForm], back: str = "") -> Callable[[View], View]:
    """Let a view take a search by POST: it is kept, and the answer leads to the address that names it.

    A search that is no longer kept is said to be lost, never taken for none: the answer leads to the page without it,
    or to the page named `back`, where the view is a download. Other POSTs are the view's own.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST" and SEARCH in request.POST:
                return redirect(request.path + _kept_as(request, form))
            ident = request.GET.get(SEARCH)
            if request.method == "GET" and ident and found(request.session, ident) is None:
                messages.warning(request, LOST)
                rest = request.GET.copy()
                del rest[SEARCH]
                return redirect(f"{reverse(back) if back else request.path}?{rest.urlencode()}")
            return view(request, *args, **kwargs)

        answer.searched_by = form  # type: ignore[attr-defined]
        return answer

    return decorate


def keep(session: SessionBase, typed: Mapping[str, list[str]]) -> str:
    """Keep what was typed, and return its id; the same words have the same id while they are kept."""
    now = timezone.now().timestamp()
    words = {name: [text[:LONGEST] for text in texts] for name, texts in typed.items()}
    known = {ident: one for ident, one in session.get(KEPT, {}).items() if now - one["at"] < HOLDS}
    same = next((ident for ident, one in known.items() if one["typed"] == words), None)
    ident = same or token_urlsafe(9)
    known.pop(ident, None)
    newest = [*known.items(), (ident, {"at": now, "typed": words})][-MOST:]
    session[KEPT] = dict(newest)
    return ident


def found(session: SessionBase, ident: str) -> Typed | None:
    """Return what was typed into a search, or nothing where it is not kept here, or no longer."""
    one = session.get(KEPT, {}).get(ident)
    if one is None or timezone.now().timestamp() - one["at"] >= HOLDS:
        return None
    typed: Typed = one["typed"]
    return typed


def _kept_as(request: HttpRequest, form: type[BaseForm]) -> str:
    """Keep the search that was sent, and return the query of its address; no id where a list is narrowed by choices."""
    names = form.typed_names()
    typed = {name: texts for name, texts in request.POST.lists() if _is_of(name, names)}
    fields = {name for name, field in form.base_fields.items() if not isinstance(field, HiddenField)}
    pairs = [
        (name, text)
        for name, texts in request.POST.lists()
        for text in texts
        if text and not _is_of(name, names) and (name in CARRIED or _is_of(name, fields))
    ]
    if fields == names or any(text.strip() for texts in typed.values() for text in texts):
        pairs.append((SEARCH, keep(request.session, typed)))
    return f"?{urlencode(pairs)}" if pairs else ""


def _is_of(name: str, fields: frozenset[str] | set[str]) -> bool:
    """Tell whether an input belongs to one of these fields: the parts of a date are named after it."""
    return name in fields or any(name.startswith(f"{field}-") for field in fields)
