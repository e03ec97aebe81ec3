"""How fast `import_records` brings in the records of an older system, beside writing them one record at a time.

    python -m bench.import_records --families 10000 --to FOLDER

writes the synthetic files alone. The benchmark writes them to a folder that is thrown away, imports them as the command
does, and writes a sample of the same families record by record through the same actions.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.measure import Clock, Measure
from bench.search import names

SEED = 20260914
FAMILIES = int(os.environ.get("BATON_BENCH_FAMILIES", "10000"))
SAMPLE = 200
SIZES = (2, 2, 2, 3, 3, 3)
"""How many people a family has, each as likely."""

STILL_OPEN = 0.4
"""The share of the cases that are open, unless told otherwise."""

FIRST_DAY = date(2022, 1, 1)
DAYS = 1500
POSTCODES = ("DN1 2QD", "DN4 5HT", "DN2 6AY", "DN12 4HY", "DN6 7AF")
SOURCES = ("school", "health", "police", "family", "council", "voluntary")
AGENCIES = ("Elm Primary", "Oak Academy", "North Health Visiting", "Birch Trust")
LEADS = [
    f"{given} {family}"
    for given in ("Jo", "Sam", "Lee", "Ali", "Kit")
    for family in ("Teal", "Gray", "Reed", "Lake")
]

Row = dict[str, object]


class Files:
    """Synthetic records of so many families, gathered by file; of the cases `still_open` of each one are open."""

    def __init__(
        self,
        families: int,
        seed: int = SEED,
        sizes: Sequence[int] = SIZES,
        still_open: float = STILL_OPEN,
    ) -> None:
        self.chance, self.sizes, self.still_open = random.Random(seed), sizes, still_open
        self.names = names(self.chance)
        self.rows: dict[str, list[Row]] = {}
        for number in range(families):
            self._family(number)
        for number in range(families // 5):
            day = self._day()
            self._add(
                "training", course=f"Course {number % 12}", held_on=day, practitioner=f"Person {number}"
            )

    def write(self, folder: Path) -> int:
        """Write the files and return how many records they hold."""
        for name, rows in self.rows.items():
            columns = list(dict.fromkeys(column for row in rows for column in row))
            with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
                writer = csv.DictWriter(file, columns, restval="")
                writer.writeheader()
                writer.writerows(rows)
        return sum(len(rows) for rows in self.rows.values())

    def _add(self, name: str, **cells: object) -> None:
        self.rows.setdefault(name, []).append(cells)

    def _day(self) -> date:
        return FIRST_DAY + timedelta(self.chance.randrange(DAYS))

    def _family(self, number: int) -> None:
        family, surname = f"F{number}", next(self.names)[1]
        people = [f"P{number}-{place}" for place in range(self.chance.choice(self.sizes))]
        postcode, address = self.chance.choice(POSTCODES), f"{number} High Street"
        for place, person in enumerate(people):
            adult = place == 0
            born = date(1975 if adult else 2006, 1, 1) + timedelta(self.chance.randrange(6000))
            self._add(
                "people",
                person_id=person,
                family_id=family,
                role="adult" if adult else "child",
                given_names=next(self.names)[0],
                family_name=surname,
                date_of_birth=born,
                sex=self.chance.choice(("female", "male")),
                address=address,
                postcode=postcode,
                relationship="mother" if adult else "",
            )
        for place in range(self.chance.choice((1, 1, 1, 1, 2))):
            self._enquiry(f"E{number}-{place}", family)
        self._case(f"C{number}", family, f"E{number}-0", people)

    def _enquiry(self, enquiry: str, family: str) -> None:
        received = datetime.combine(self._day(), time(9), UTC)
        self._add(
            "enquiries",
            enquiry_id=enquiry,
            family_id=family,
            received_at=received.isoformat(),
            channel=self.chance.choice(("phone", "online", "email")),
            source_type=self.chance.choice(SOURCES),
            source_organisation=self.chance.choice(AGENCIES),
            screened_at=(received + timedelta(hours=self.chance.randrange(1, 90))).isoformat(),
            outcome="assessment" if enquiry.endswith("-0") else "advice",
            enquirer_told_at=(received + timedelta(hours=100)).isoformat(),
        )

    def _case(self, case: str, family: str, enquiry: str, people: list[str]) -> None:
        opened = self._day()
        closed = opened + timedelta(120) if self.chance.random() >= self.still_open else None
        self._add(
            "cases",
            case_id=case,
            family_id=family,
            enquiry_id=enquiry,
            origin="enquiry",
            opened_on=opened,
            allocated_on=opened + timedelta(2),
            lead_agency_type="school",
            lead_agency=self.chance.choice(AGENCIES),
            lead_practitioner=self.chance.choice(LEADS),
            level_at_allocation=3,
            level_at_closure=1 if closed else "",
            closed_on=closed or "",
            closure_reason="objectives_met" if closed else "",
            objectives_met="all" if closed else "",
        )
        self._add("consents", case_id=case, person_id=people[0], kind="service", status="agreed", on=opened)
        done = opened + timedelta(30)
        self._work(case, opened, done, people)
        self._rare(case, done)

    def _work(self, case: str, opened: date, done: date, people: list[str]) -> None:
        started = opened + timedelta(5)
        self._add(
            "assessments", assessment_id=f"A{case}", case_id=case, started_on=started, completed_on=done
        )
        for place in range(2):
            self._add("meetings", case_id=case, kind="taf", held_on=opened + timedelta(35 + 40 * place))
            due = opened + timedelta(60 + place)
            self._add(
                "actions",
                case_id=case,
                outcome=f"Change {place}",
                action="Breakfast club",
                owner="School",
                due_on=due,
                done_on=due,
            )
            stage, score = ("initial", 4) if place == 0 else ("closure", 7)
            self._add(
                "readings",
                case_id=case,
                person_id=people[-1],
                tool="scaling",
                area="safety",
                taken_on=opened + timedelta(10 + 90 * place),
                stage=stage,
                score=score,
            )

    def _rare(self, case: str, done: date) -> None:
        if self.chance.random() < 0.05:
            self._add(
                "transfers",
                case_id=case,
                direction="step_up",
                requested_at=f"{done}T10:00",
                accepted_at=f"{done}T15:00",
            )
        if self.chance.random() < 0.1:
            self._add(
                "audits",
                audit_id=f"AU{case}",
                case_id=case,
                audited_on=done,
                auditor="Lee Stone",
                grade="good",
            )


def run() -> Iterator[Measure]:
    """Import a sample record by record, then all of it as the command does, beside a bare COPY of the files."""
    one_by_one = _one_by_one()
    with TemporaryDirectory() as folder:
        records = Files(FAMILIES).write(Path(folder))
        copied = _copy(Path(folder))
        clock = Clock()
        read_in = import_folder(Path(folder), "whole")
        seconds, ours, servers = clock.seconds()

    def line(measure: str, value: float, unit: str, *baseline: object) -> Measure:
        return Measure("import_records", measure, value, unit, records, *baseline)  # type: ignore[arg-type]

    yield line("reading and checking", read_in, "s")
    yield line(f"whole import of {FAMILIES:,} families", seconds, "s", copied, "COPY into bare tables")
    yield line("processor time of the command", ours, "s")
    yield line("processor time of its database session", servers, "s")
    yield line("families a second", FAMILIES / seconds, "/s", one_by_one, "one record at a time")


def _copy(folder: Path) -> float:
    """Return the seconds that PostgreSQL takes to copy the same files into tables without key, index or trigger."""
    from django.db import connection

    begun = perf_counter()
    with connection.cursor() as cursor:
        for path in sorted(folder.glob("*.csv")):
            columns = path.read_text(encoding="utf-8").partition("\n")[0].split(",")
            named = ", ".join(f'"{name}" text' for name in columns)
            cursor.execute(f"CREATE TEMP TABLE bare ({named})")
            with cursor.copy("COPY bare FROM STDIN (FORMAT csv, HEADER)") as copy:
                copy.write(path.read_bytes())
            cursor.execute("DROP TABLE bare")
    return perf_counter() - begun


def import_folder(folder: Path, source: str) -> float:
    """Import a folder and return the seconds that reading and checking took."""
    from baton.core.bulk import without_collector
    from baton.integrations.actions import folder as folders
    from baton.integrations.actions import importing

    at, begun = datetime.now(UTC), perf_counter()
    with without_collector():
        imported = importing.prepare(folders.read(folder), source=source, at=at)
        if imported.checked.faults:
            raise ValueError(f"The synthetic files are not sound: {imported.checked.faults[0]}")
        read_in = perf_counter() - begun
        importing.write(imported, at=at)
    return read_in


def _one_by_one() -> float:
    """Return how many families a second are written by calling the same actions once for each record."""
    from baton.integrations.actions import folder as folders
    from baton.integrations.actions import importing

    at = datetime.now(UTC)
    with TemporaryDirectory() as folder:
        Files(SAMPLE, SEED + 1).write(Path(folder))
        begun = perf_counter()
        imported = importing.prepare(folders.read(Path(folder)), source="single", at=at)
        target = importing.target_of(imported, at=at)
        new = target.new
        for _, file, deed in importing.STEPS:
            for row in new.get(file, ()):
                target.new = {file: [row]}
                deed(target)
        return SAMPLE / (perf_counter() - begun)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write synthetic files of an older system.")
    parser.add_argument("--families", type=int, default=FAMILIES)
    parser.add_argument("--to", type=Path, required=True)
    given = parser.parse_args()
    given.to.mkdir(parents=True, exist_ok=True)
    print(f"{Files(given.families).write(given.to):,} records in {given.to}")
