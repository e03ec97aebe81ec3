"""Keeping every page that the site gives, as text, so that a story can say something of all of them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True)
class Seen:
    """One page as somebody reads it, its menus and messages included."""

    path: str
    text: str


SEEN: list[Seen] = []


class Watcher:
    """The middleware that keeps them: `SEEN` has the pages of the running story."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 200 and response.get("Content-Type", "").startswith("text/html"):
            SEEN.append(Seen(request.path, text_of(response.content.decode())))
        return response


def text_of(page: str) -> str:
    """Return what a page says, without its tags, spaces made single."""
    words = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(words))


def pages_that_say(*words: str) -> list[str]:
    """Return what the pages say that must not: where, which word, and what stands around it."""
    said = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in sorted(words, key=len, reverse=True)))
    return [
        f"{seen.path}: “{found.group()}” in “{seen.text[max(0, found.start() - 40) : found.end() + 40]}”"
        for seen in SEEN
        for found in said.finditer(seen.text)
    ]
