"""Looks at families, as pages leave them."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from baton.journal.models import AccessEntry
from baton.oversight.models import UnusualReading
from baton.partnership.models import Practitioner
from baton.people.models import Family
from baton.people.tests.factories import NOW


def look(
    family: Family | None,
    by: Practitioner | None,
    at: datetime = NOW,
    url_name: str = "family_page",
    **values: Any,
) -> AccessEntry:
    """Somebody was shown a family's page, unless the values say otherwise."""
    whose = {
        "practitioner_id": by.pk if by else None,
        "organisation_id": by.acting_organisation_id if by else None,
        "role": ",".join(by.acting_roles) if by else "",
    }
    about = {"family_id": family.pk if family else None, "url_name": url_name}
    return AccessEntry.objects.create(
        **{"at": at, "what": "page", "outcome": "allowed", "request_id": uuid4(), **whose, **about, **values}
    )


def alert(by: Practitioner, **values: Any) -> UnusualReading:
    """An alert that nobody has looked into."""
    known = {"kind": "many", "families": 52, "usual": 40, "from_at": NOW, "to_at": NOW, "noticed_at": NOW}
    return UnusualReading.objects.create(practitioner=by, **known | values)
