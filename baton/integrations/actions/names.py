"""Names in older records: whom of this partnership they mean, and which ones wait for a person to say."""

from collections import defaultdict
from datetime import date, datetime
from uuid import UUID

from baton.integrations.models import ImportedName, NameKind
from baton.partnership.models import Membership, Organisation, Practitioner


def squeezed(name: str) -> str:
    """Return a name as it is kept: one space between words."""
    return " ".join(name.split())


def tidy(name: str) -> str:
    """Return a name as names are compared: one space between words, no difference of case."""
    return squeezed(name).casefold()


class Names:
    """Whom names mean. What nobody here bears is gathered, to be listed once."""

    def __init__(self, today: date) -> None:
        self._organisations = {
            tidy(words): row for row in Organisation.objects.all() for words in (row.code, row.name)
        }
        self._practitioners: dict[str, dict[UUID, tuple[Practitioner, list[Organisation]]]] = defaultdict(
            dict
        )
        current = Membership.objects.current(today).filter(practitioner__is_active=True)
        for row in current.select_related("practitioner", "organisation").order_by("pk"):
            found = self._practitioners[tidy(row.practitioner.name)]
            found.setdefault(row.practitioner_id, (row.practitioner, []))[1].append(row.organisation)
        self._settled: dict[tuple[str, str], tuple[Practitioner, Organisation]] = {}
        for name in ImportedName.objects.select_related("organisation", "practitioner"):
            self._take(name)
        self._unknown: dict[tuple[str, str, str], None] = {}

    def _take(self, name: ImportedName) -> None:
        """Let a name mean whom somebody said that it means; one that nobody was asked about yet means none."""
        if name.practitioner is not None and name.organisation is not None:
            self._settled[(tidy(name.name), tidy(name.beside))] = (name.practitioner, name.organisation)
        elif name.organisation is not None:
            self._organisations.setdefault(tidy(name.name), name.organisation)

    def organisation(self, name: str) -> Organisation | None:
        """Return the organisation with this name or code, or note that nobody has it."""
        if not name:
            return None
        found = self._organisations.get(tidy(name))
        if found is None:
            self._unknown[(NameKind.ORGANISATION, squeezed(name), "")] = None
        return found

    def practitioner(self, name: str, beside: str = "") -> tuple[Practitioner, Organisation] | None:
        """Return who has this name, and where they work, or note that nobody is surely meant.

        Where an organisation is named it must be theirs; one name of two people means neither.
        """
        if not name:
            return None
        settled = self._settled.get((tidy(name), tidy(beside)))
        if settled is not None:
            return settled
        agency = self._organisations.get(tidy(beside)) if beside else None
        found = [
            (person, agency or places[0])
            for person, places in self._practitioners.get(tidy(name), {}).values()
            if not beside or agency in places
        ]
        if len(found) == 1:
            return found[0]
        self._unknown[(NameKind.PRACTITIONER, squeezed(name), squeezed(beside))] = None
        return None

    def list_unknown(self, at: datetime) -> int:
        """Write down the names nobody here bears, each once; return how many are new."""
        rows = [
            ImportedName(kind=kind, name=name, beside=beside, first_seen_at=at)
            for kind, name, beside in self._unknown
        ]
        before = ImportedName.objects.count()
        ImportedName.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True)
        return ImportedName.objects.count() - before
