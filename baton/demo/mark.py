"""Which databases a demonstration may use. Synthetic and real people never share one."""

from __future__ import annotations

from datetime import datetime

from django.apps import apps
from django.core.management import CommandError
from django.db import transaction

from baton.core import wall
from baton.core.models import Installation

# A database that holds one of these and was never marked may hold real people.
OF_PEOPLE = (("people", "Person"), ("frontdoor", "Enquiry"), ("casework", "Case"))


class NotADemonstration(CommandError):
    """The database holds real people, or what may be real people."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"This database is not a demonstration: {why}. Set BATON_HOME, or DATABASE_URL, to another one.",
            returncode=2,
        )


def refuse_others() -> None:
    """Raise `NotADemonstration` unless the database is marked as one, or is unmarked and holds nobody."""
    found = Installation.objects.filter(pk=1).values_list("kind", flat=True).first()
    if found == Installation.Kind.REAL:
        raise NotADemonstration("it is marked as holding real people")
    if found != Installation.Kind.DEMONSTRATION and (held := _held()):
        raise NotADemonstration(f"it was never marked as one and holds {held}")


@transaction.atomic
def claim(*, at: datetime) -> None:
    """Mark the database as a demonstration. Raises `NotADemonstration` where it may not be one."""
    Installation.objects.get_or_create(pk=1)
    installation = Installation.objects.select_for_update().get(pk=1)
    refuse_others()
    if installation.kind == Installation.Kind.UNMARKED:
        Installation.objects.filter(pk=1).update(kind=Installation.Kind.DEMONSTRATION, marked_at=at)


def _held() -> str:
    """Name what the database holds of people, or return nothing."""
    known = {(model._meta.app_label, model.__name__): model for model in apps.get_models()}
    models = [known[label] for label in OF_PEOPLE if label in known]
    # Rows that are hidden would be taken for none, and a real database for an empty one.
    with transaction.atomic(), wall.beyond(wall.Purpose.SYSTEM):
        held = [model for model in models if model._default_manager.exists()]
    return ", ".join(str(model._meta.verbose_name_plural) for model in held)
