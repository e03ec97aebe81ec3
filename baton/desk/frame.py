"""What stands around every page: the partnership's name, where this person can go, who is signed in."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from baton.core import installation
from baton.partnership import profiles
from baton.partnership.guard import may_open
from baton.partnership.models import Practitioner
from baton.partnership.session import session_of
from baton.people.presenters.break_glass import opened
from baton.ui.frame import MOST_NAVIGATION, Frame, Link
from baton.ui.theme import Theme

ENTRIES: tuple[tuple[str, str], ...] = (
    ("My work", "my_work"),
    ("Enquiries", "enquiry_board"),
    ("For specialists", "specialist_queue"),
    ("New enquiry", "enquiry_new"),
    ("My enquiries", "enquiry_mine"),
    ("Cases", "case_list"),
    ("Figures", "highlight_report"),
    ("Audits", "audit_index"),
    ("Training", "attendance_index"),
    ("Transfers", "transfers"),
    ("Daily liaison", "liaison"),
    ("Restricted records", "restriction_list"),
    ("Emergency openings", "break_glass_list"),
    ("Conflicts of interest", "conflict_list"),
    ("Unusual reading", "unusual_reading_list"),
    ("Practitioners", "practitioner_index"),
    ("Account requests", "account_request_index"),
    ("Organisations’ sign-in", "provider_index"),
    ("Sent messages", "message_index"),
    ("Imported names", "imported_name_index"),
)
"""Where one can go, the most used first; who may open which is asked of the pages' own guards. What is too much for
the navigation stands at the foot of every page.
"""


def provide(request: HttpRequest) -> Frame:
    """Give the frame for this request: a practitioner's, or the public's."""
    profile = profiles.current()
    user = getattr(request, "user", None)
    practitioner = user if isinstance(user, Practitioner) and user.memberships_now() else None
    links = _links(request, practitioner) if practitioner else ()
    return Frame(
        name=profile.identity.logo_text,
        home_url=reverse("my_work") if practitioner else reverse("front"),
        navigation=links[:MOST_NAVIGATION],
        footer=links[MOST_NAVIGATION:],
        search_url=_search_url(practitioner) if practitioner else "",
        search_hint="Name, date of birth or postcode",
        person=practitioner.name if practitioner else "",
        person_url=reverse("mfa_index") if practitioner else "",
        sign_in_url="" if practitioner else reverse("account_login"),
        sign_out_url=reverse("account_logout") if practitioner else "",
        about_url=reverse("about"),
        session=session_of(request) if practitioner else None,
        opened=opened(request) if practitioner else None,
        demonstration=installation.is_demonstration(),
    )


def theme() -> Theme:
    """Give the colours of this partnership."""
    colours = profiles.current().colours
    return Theme(colours.accent, colours.on_accent)


def words() -> Any:
    """Give the profile's own words."""
    return profiles.current().words


def _links(request: HttpRequest, practitioner: Practitioner) -> tuple[Link, ...]:
    """Give the entries that this practitioner may open."""
    links = [Link(words, reverse(name)) for words, name in ENTRIES if may_open(practitioner, name)]
    here = max((link.url for link in links if request.path.startswith(link.url)), key=len, default="")
    return tuple(Link(link.words, link.url, current=link.url == here) for link in links)


def _search_url(practitioner: Practitioner) -> str:
    return reverse("family_search") if may_open(practitioner, "family_search") else ""
