"""Records of an older system, drawn at random within the contract of the import: rows as its files hold them."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

SOURCES = ["school", "health", "childrens_centre", "childcare", "police", "housing", "voluntary", "family"]
SOURCES += ["council", "social_care", "other"]
OUTCOMES = [
    "assessment",
    "structured_support",
    "single_agency",
    "advice",
    "existing_case",
    "step_up",
    "no_further_action",
]
LEADS = ["school", "trust_family_support", "council_family_support", "health", "voluntary", "other"]
GRADES = ["outstanding", "good", "requires_improvement", "inadequate"]
CHANNELS = ["online", "phone", "email", "drop_in", "paper", "transfer", "data_match"]
Row = dict[str, str]


@dataclass
class Records:
    """The rows of each file, and the days between which everything happened."""

    first: date
    last: date
    files: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, file: str, **row: object) -> Row:
        """Add a row; empty for what is not known."""
        written = {name: "" if value is None else str(value) for name, value in row.items()}
        self.files.setdefault(file, []).append(written)
        return written

    def write(self, folder: Path) -> Path:
        """Write the files to a folder."""
        folder.mkdir(exist_ok=True)
        for file, rows in self.files.items():
            with (folder / f"{file}.csv").open("w", encoding="utf-8", newline="") as opened:
                writer = csv.DictWriter(opened, list(rows[0]))
                writer.writeheader()
                writer.writerows(rows)
        return folder


class Draw:
    """Chances and days."""

    def __init__(self, seed: int, first: date, last: date) -> None:
        self.random, self.first, self.last = Random(seed), first, last

    def so(self, per_cent: float) -> bool:
        """Say yes so often in a hundred."""
        return self.random.random() * 100 < per_cent

    def one(self, of: Sequence[str], unknown: float = 0) -> str | None:
        """Choose one, or none so often in a hundred."""
        return None if self.so(unknown) else self.random.choice(of)

    def day(self, after: date | None = None, within: int = 400) -> date:
        """Choose a day, not before another."""
        start = after or self.first
        return min(self.last, start + timedelta(self.random.randrange(within)))

    def moment(self, day: date) -> datetime:
        """Choose a moment of a day, by the local clock and without a zone, the minutes around midnight among them."""
        hour, minute = self.random.choice([(0, 0), (0, 30), (9, 15), (13, 0), (16, 40), (23, 59)])
        return datetime.combine(day, time(hour, minute))


def drawn(seed: int, *, families: int, first: date, last: date) -> Records:
    """Draw the records of so many families."""
    draw, records = Draw(seed, first, last), Records(first, last)
    for number in range(families):
        _family(draw, records, f"F{number}")
    for number in range(families // 4):
        records.add(
            "training",
            course=draw.one(["Graded care", "Early help"]),
            held_on=draw.day(),
            practitioner=f"Person {number}",
            organisation_type=draw.one(SOURCES, 20),
        )
    return records


def _family(draw: Draw, records: Records, family: str) -> None:
    people = [f"{family}-{name}" for name in ("child", "adult")]
    for person, role, born in zip(people, ("child", "adult"), ("2016-05-04", "1988-02-29"), strict=True):
        records.add("people", person_id=person, family_id=family, role=role, date_of_birth=born)
    for number in range(draw.random.randrange(3)):
        _enquiry(draw, records, family, f"E{number}-{family}")
    if draw.so(75):
        _case(draw, records, family, people)


def _enquiry(draw: Draw, records: Records, family: str, key: str) -> None:
    received = draw.moment(draw.day())
    waited = draw.random.choice([0, 1, 47, 48, 49, 200])
    decided = received + timedelta(hours=waited) if draw.so(80) else None
    told = decided + timedelta(hours=draw.random.choice([0, 3, 90])) if decided and draw.so(70) else None
    records.add(
        "enquiries",
        enquiry_id=key,
        family_id=draw.one([family], 10),
        received_at=received.isoformat(),
        channel=draw.one(CHANNELS),
        source_type=draw.one(SOURCES, 5),
        screened_at=decided and decided.isoformat(),
        outcome=draw.one(OUTCOMES, 5) if decided else None,
        enquirer_told_at=told and told.isoformat(),
    )


def _case(draw: Draw, records: Records, family: str, people: Iterable[str]) -> None:
    case, opened = f"C-{family}", draw.day()
    own = [row["enquiry_id"] for row in records.files.get("enquiries", []) if row["family_id"] == family]
    closed = draw.day(opened, 200) if draw.so(45) else None
    allocated = draw.day(opened, 30) if draw.so(80) else None
    records.add(
        "cases",
        case_id=case,
        family_id=family,
        enquiry_id=draw.one(own, 30) if own else None,
        origin=draw.one(["enquiry", "step_down", "transfer_in", "review_register"]),
        opened_on=opened,
        allocated_on=allocated,
        lead_agency_type=draw.one(LEADS, 15) if allocated or draw.so(20) else None,
        lead_agency=draw.one(["Northgate School", "Family Hubs"], 30) if allocated else None,
        lead_practitioner=draw.one(["A. Reed", "B. Lamb"], 30) if allocated else None,
        locality=draw.one(["north", "South", "EAST"], 20),
        level_at_allocation=draw.one("1234", 20),
        level_at_closure=draw.one("1234", 20) if closed else None,
        closed_on=closed,
        closure_reason=draw.one(["objectives_met", "moved_away", "other"]) if closed else None,
        objectives_met=draw.one(["all", "some", "none"], 25) if closed else None,
    )
    _work(draw, records, case, opened, people)


def _work(draw: Draw, records: Records, case: str, opened: date, people: Iterable[str]) -> None:
    begun = opened
    for number in range(draw.random.choice([0, 1, 1, 2])):
        begun = draw.day(begun + timedelta(number), 40)
        done = begun + timedelta(draw.random.choice([0, 29, 30, 31, 60])) if draw.so(60) else None
        done = done if done is None or done <= draw.last else None
        records.add(
            "assessments",
            assessment_id=f"A{number}-{case}",
            case_id=case,
            started_on=begun,
            completed_on=done,
        )
    held = {
        (draw.one(["taf", "review", "maam", "family_support_group"]), draw.day(opened, 120)) for _ in range(3)
    }
    for kind, day in sorted(held, key=str) if draw.so(70) else ():
        records.add("meetings", case_id=case, kind=kind, held_on=day)
    for person in people:
        _readings(draw, records, case, opened, person)
    if draw.so(20):
        _transfer(draw, records, case, opened)
    if draw.so(20):
        records.add(
            "audits",
            audit_id=f"U-{case}",
            case_id=case,
            audited_on=draw.day(opened),
            grade=draw.one(GRADES, 10),
        )


def _readings(draw: Draw, records: Records, case: str, opened: date, person: str) -> None:
    for number, stage in enumerate(("initial", "review", "closure")):
        if draw.so(25):
            continue
        day = draw.day(opened, 1 + 90 * number)
        for area in ("safety", "wellbeing"):
            if draw.so(80):
                records.add(
                    "readings",
                    case_id=case,
                    person_id=person,
                    tool="scaling",
                    area=area,
                    taken_on=day,
                    stage=stage,
                    score=draw.random.randrange(11),
                )


def _transfer(draw: Draw, records: Records, case: str, opened: date) -> None:
    asked = draw.moment(draw.day(opened))
    records.add(
        "transfers",
        case_id=case,
        direction=draw.one(["step_up", "step_down"]),
        requested_at=asked.isoformat(),
        accepted_at=(asked + timedelta(hours=5)).isoformat() if draw.so(70) else None,
        reason="As agreed",
    )
