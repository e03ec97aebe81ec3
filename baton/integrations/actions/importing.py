"""Import: check everything, part the families, write what is sound."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from baton import journal
from baton.core import installation
from baton.core.bulk import insert
from baton.core.dates import local_day
from baton.core.wall import deed
from baton.integrations import events
from baton.integrations.actions import writing_cases, writing_enquiries, writing_people, writing_work
from baton.integrations.actions.grounds import ground
from baton.integrations.actions.names import Names
from baton.integrations.actions.target import Target
from baton.integrations.models import ImportedRecord
from baton.integrations.progress import Step, silent
from baton.integrations.rules.legacy import checking, families, sorting
from baton.integrations.rules.legacy.checking import Checked
from baton.integrations.rules.legacy.index import Index
from baton.integrations.rules.legacy.rows import Row
from baton.integrations.rules.legacy.tables import (
    ACTIONS,
    ASSESSMENTS,
    AUDITS,
    CASES,
    CONSENTS,
    ENQUIRIES,
    MEETINGS,
    PEOPLE,
    READINGS,
    TRAINING,
    TRANSFERS,
)
from baton.integrations.rules.legacy.tally import Tally, tallies
from baton.journal import history
from baton.partnership.models import Locality

Rows = dict[str, list[Row]]


@dataclass
class Imported:
    """What was read, what stays out, what is new, and what was written of it."""

    source: str
    checked: Checked
    sound: Rows
    rest: Rows
    new: Rows
    created: dict[str, int] = field(default_factory=dict)

    def tallies(self) -> dict[str, Tally]:
        """Return the counts by file."""
        new = sorting.counted(self.new)
        unchanged = {file: len(rows) - new.get(file, 0) for file, rows in self.sound.items()}
        return tallies(self.checked, self.rest, created=self.created, unchanged=unchanged)


def prepare(contents: Mapping[str, bytes], *, source: str, at: datetime, step: Step = silent) -> Imported:
    """Read and check files given by name, as records of a source; nothing is written."""
    step("Reading and checking", 0, 2)
    checked_against = ground(source=source, today=local_day(at))
    checked = checking.check(contents, checked_against)
    step("Reading and checking", 1, 2)
    sound, rest = families.part(checked, checked_against)
    return Imported(source, checked, sound, rest, sorting.new_rows(sound, checked_against))


STEPS = (
    ("People and families", PEOPLE, writing_people.write),
    ("Enquiries", ENQUIRIES, writing_enquiries.write),
    ("Cases", CASES, writing_cases.write),
    ("Consents", CONSENTS, writing_work.consents),
    ("Assessments", ASSESSMENTS, writing_work.assessments),
    ("Meetings", MEETINGS, writing_work.meetings),
    ("Plans", ACTIONS, writing_work.plans),
    ("Readings", READINGS, writing_work.readings),
    ("Transfers", TRANSFERS, writing_work.transfers),
    ("Closures", CASES, writing_cases.close),
    ("Audits", AUDITS, writing_work.audits),
    ("Training", TRAINING, writing_work.training),
)
"""What is written, in this order: what is named comes before what names it; a case closes when all is there."""


@deed
def write(imported: Imported, *, at: datetime, step: Step = silent) -> None:
    """Write the rows of sound families that are new, all or nothing, and mark the database as holding real people.

    Raises `installation.AlreadyMarked` on a demonstration. Source: contract of the import.
    """
    with history.acting(place="import_records"):
        installation.mark(installation.Kind.REAL, at=at)
        target = target_of(imported, at=at)
        for done, (what, _, make) in enumerate(STEPS):
            step(what, done, len(STEPS) + 1)
            make(target)
        step("Remembering", len(STEPS), len(STEPS) + 1)
        created = sorting.counted(imported.new)
        if any(created.values()):
            _remember(target)
            data = {file.removesuffix(".csv"): count for file, count in created.items() if count}
            journal.record(events.RECORDS_IMPORTED, at=at, data=data)
    imported.created = created


def target_of(imported: Imported, *, at: datetime) -> Target:
    """Return what the writers share, with everything found that the new rows name and that is there already."""
    target = Target(
        source=imported.source,
        at=at,
        today=local_day(at),
        new=imported.new,
        index=Index(imported.sound),
        names=Names(local_day(at)),
        localities=_localities(),
    )
    target.look_up()
    return target


def _localities() -> dict[str, Locality]:
    rows = Locality.objects.all()
    return {words.casefold(): row for row in rows for words in (row.name, row.code)}


def _remember(target: Target) -> None:
    rows = [
        ImportedRecord(
            source=target.source,
            file=row.file,
            key=row.key,
            marks=row.marks,
            object_id=target.objects.get((row.file, row.key)),
            imported_at=target.at,
        )
        for of_file in target.new.values()
        for row in of_file
    ]
    insert(rows)
    target.names.list_unknown(target.at)
