"""What stands in the database already: whether the demonstration is loaded, and who may sign in."""

from datetime import date

from baton.demo.events import LOADED
from baton.demo.rules.partners import DOMAIN, SIGN_INS, SPECIALIST
from baton.journal.models import Event
from baton.partnership import profiles


def loaded_on() -> date | None:
    """Return the day that was today when the demonstration was loaded, or nothing."""
    event = Event.objects.filter(kind=LOADED).order_by("-at").first()
    return date.fromisoformat(event.data["today"]) if event else None


def sign_ins() -> list[tuple[str, str]]:
    """Return each role's label in the partnership's words, with the address of somebody who has it.

    Where the front door asks specialists, one of them stands below: a practitioner like others, with a list of their own.
    """
    profile = profiles.current()
    found = [(profile.roles.label(role), f"{address}@{DOMAIN}") for address, role, _, _ in SIGN_INS]
    asked = [one.label for one in profile.specialists if one.offered]
    return [*found, *((label, SPECIALIST) for label in asked[:1])]
