"""The one template environment: where templates lie, and what every template may use."""

from datetime import date, datetime
from importlib import import_module
from typing import Any, NamedTuple
from uuid import uuid4

from django.contrib.messages import get_messages
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, pass_context
from jinja2.runtime import Context

from baton.core import dates
from baton.ui import charts, frame, moments, theme
from baton.ui import keeping as keeping_text
from baton.ui.forms import SAVE_FOR_LATER, faults
from baton.ui.strict import StrictUndefined


class Due(NamedTuple):
    """When something is due, in words, and the tone in which they are said."""

    words: str
    tone: str


def environment(**options: Any) -> Environment:
    """Build the environment from Django's options, strict about names, with the design system's macros at hand."""
    macros = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    options |= {
        "loader": ChoiceLoader([options["loader"], macros]),
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "extensions": ["jinja2.ext.do"],
    }
    env = Environment(**options)
    env.globals.update(
        url=url,
        static=static,
        can=can,
        words=frame.Words(),
        frame=pass_context(lambda context: frame.frame(context.get("request"))),
        theme_url=theme_url,
        messages=messages,
        faults=faults,
        new_token=uuid4,
        keeping=pass_context(
            lambda context, parts, **where: keeping_text.keeping(context.get("request"), parts, **where)
        ),
        save_for_later=SAVE_FOR_LATER,
        now=timezone.now,
        today=timezone.localdate,
        local=moments.local,
        clock=moments.clock,
        day=moments.day,
        due=due,
        age=moments.age,
        bars_of=charts.BarDrawing,
        lines_of=charts.LineDrawing,
    )
    return env


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """Give the address of the view `name`. Raises `NoReverseMatch` where there is none."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def due(at: datetime | date, seen_from: datetime | None = None) -> Due:
    """Say when something is due, as seen from a moment or from now, and how strongly."""
    now, at = seen_from or timezone.now(), dates.due_point(at)
    return Due(dates.due_words(at, now), moments.tone(at, now))


@pass_context
def can(context: Context, question: str, *objects: Any) -> bool:
    """Ask a permission about the person signed in: `can("casework.close_case", case)` asks `baton.casework.permissions`.

    The answer is that of `can_close_case(practitioner, case)`; nobody signed in may do nothing. An unknown question
    raises `AttributeError`.
    """
    app, _, verb = question.partition(".")
    ask = getattr(import_module(f"baton.{app}.permissions"), f"can_{verb}")
    user = getattr(context.get("request"), "user", None)
    return bool(user is not None and user.is_authenticated and ask(user, *objects))


@pass_context
def messages(context: Context) -> list[Any]:
    """Give the messages that wait for this person, which are then told."""
    request = context.get("request")
    return [] if request is None or frame.is_plain(request) else list(get_messages(request))


@pass_context
def theme_url(context: Context) -> str:
    """Give the address of the theme's style sheet; none on a page that must stand when all else is broken."""
    return "" if frame.is_plain(context.get("request")) else theme.theme_url()
