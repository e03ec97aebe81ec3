"""What the writers of an import share: the rows to write, and where their ids lead."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db import models

from baton.casework.models import Case
from baton.frontdoor.models import Enquiry
from baton.integrations.actions.names import Names
from baton.integrations.rules.legacy.index import Index
from baton.integrations.rules.legacy.rows import Row
from baton.partnership.models import Locality
from baton.people.models import Family, Person

Model = TypeVar("Model", bound=models.Model)
LOOKED_UP = 5000
"""Ids of one query (ours)."""


@dataclass
class Target:
    """Everything about one import: its new rows, those of all sound families, and what ids lead to so far."""

    source: str
    at: datetime
    today: date
    new: dict[str, list[Row]]
    index: Index
    names: Names
    localities: dict[str, Locality]
    people: dict[str, UUID] = field(default_factory=dict)
    families: dict[str, Family] = field(default_factory=dict)
    enquiries: dict[str, Enquiry] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    objects: dict[tuple[str, str], UUID] = field(default_factory=dict)

    def of(self, file: str) -> Sequence[Row]:
        """Return the new rows of a file."""
        return self.new.get(file, ())

    def ref(self, key: str) -> str:
        """Return what an imported row remembers of where it came from."""
        return f"{self.source}:{key}"

    def wrote(self, row: Row, written: models.Model) -> None:
        """Note which row was written for a record."""
        self.objects[(row.file, row.key)] = written.pk

    def locality(self, words: str) -> Locality | None:
        """Return the locality with this code or name, upper and lower case alike."""
        return self.localities.get(words.casefold()) if words else None

    def look_up(self) -> None:
        """Find what the new rows name and earlier imports wrote."""
        wanted: dict[str, set[str]] = {
            "person_id": set(),
            "family_id": set(),
            "enquiry_id": set(),
            "case_id": set(),
        }
        for rows in self.new.values():
            for row in rows:
                for column, keys in wanted.items():
                    if row[column] is not None:
                        keys.add(row[column])
        self.people = {key: row.pk for key, row in self._found(Person, wanted["person_id"]).items()}
        self.families = self._found(Family, wanted["family_id"])
        self.give_localities(self.families.values())
        self.enquiries = self._found(Enquiry, wanted["enquiry_id"])
        self.cases = self._found(Case, wanted["case_id"])

    def give_localities(self, families: Iterable[Family]) -> None:
        """Let families carry their locality, so that reading it asks the database nothing."""
        by_id = {row.pk: row for row in self.localities.values()}
        for family in families:
            family.locality = by_id.get(family.locality_id) if family.locality_id else None

    def _found(self, model: type[Model], keys: set[str]) -> dict[str, Model]:
        refs = {self.ref(key): key for key in keys}
        ordered = sorted(refs)
        found: dict[str, Model] = {}
        for start in range(0, len(ordered), LOOKED_UP):
            part = ordered[start : start + LOOKED_UP]
            for row in model._default_manager.filter(imported_ref__in=part):
                found[refs[row.imported_ref]] = row  # type: ignore[attr-defined]
        return found
