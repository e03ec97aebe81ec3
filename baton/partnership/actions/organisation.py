"""Organisations that the profile does not name: schools above all, which each partnership adds itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from baton import journal
from baton.core.wall import deed
from baton.journal import NewEvent
from baton.partnership.models import Locality, Organisation, Practitioner


class CodeTaken(Exception):
    """An organisation has this code already."""

    def __init__(self) -> None:
        super().__init__("An organisation has this code already. Choose another.")


@dataclass(frozen=True, kw_only=True)
class NewOrganisation:
    """A partner agency as it joins; `agency_type` is a code of the profile."""

    code: str
    name: str
    agency_type: str
    locality: Locality | None = None
    phone: str = ""


def add(*, organisation: NewOrganisation, by: Practitioner | None, at: datetime) -> Organisation:
    """Add one organisation. Raises `CodeTaken`."""
    return add_many(organisations=[organisation], by=by, at=at)[0]


@deed
def add_many(
    *, organisations: Sequence[NewOrganisation], by: Practitioner | None, at: datetime
) -> list[Organisation]:
    """Add many organisations at once and return them in the order given. Raises `CodeTaken`, and then adds none."""
    codes = [new.code for new in organisations]
    if len(set(codes)) < len(codes) or Organisation.objects.filter(code__in=codes).exists():
        raise CodeTaken
    rows = Organisation.objects.bulk_create([Organisation(**vars(new)) for new in organisations])
    journal.record_many(
        [NewEvent(kind="partnership.organisation_added", at=at, by=by, subject=row) for row in rows]
    )
    return rows
