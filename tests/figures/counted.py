"""The figures of the highlight report, counted from the rows of the files alone.

Written from the contract of the report and from nothing of the product, so that each proves the other.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from tests.figures.records import GRADES, LEADS, OUTCOMES, SOURCES, Records, Row

LONDON = ZoneInfo("Europe/London")
TARGET, MEETING_DAYS, ASSESSMENT_DAYS, REGISTER_DAYS = timedelta(hours=48), 42, 30, 28
STAGES = ["initial", "review", "closure"]
Figures = dict[str, tuple[Fraction, int | None]]


def moment(text: str) -> datetime | None:
    """Read a local moment."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC) if text else None


def day(text: str) -> date | None:
    """Read a day."""
    return date.fromisoformat(text) if text else None


class Counted:
    """The figures of one period. `today` is the day of the import."""

    def __init__(self, records: Records, first: date, last: date, as_of: datetime, today: date) -> None:
        self.files, self.first, self.last, self.as_of, self.today = records.files, first, last, as_of, today
        self.found: Figures = {}
        self.active = [row for row in self.rows("cases") if self.is_open(row)]
        for part in (self.enquiries, self.cases, self.assessments, self.meetings, self.closures, self.rest):
            part()

    def rows(self, file: str) -> list[Row]:
        """Give the rows of a file; equal rows of a file without ids are one."""
        rows = self.files.get(file, [])
        return list({tuple(row.items()): row for row in rows}.values())

    def count(self, name: str, rows: Iterable[Row]) -> None:
        """Keep a count."""
        self.found[name] = (Fraction(sum(1 for _ in rows)), None)

    def share(self, name: str, part: Iterable[Row], whole: list[Row]) -> None:
        """Keep a share: numerator and denominator."""
        self.found[name] = (Fraction(sum(1 for _ in part)), len(whole))

    def by_code(self, name: str, codes: list[str], given: list[str]) -> None:
        """Keep the share of each code."""
        numbers = Counter(code or "not_recorded" for code in given)
        for code in [*codes, "not_recorded"]:
            self.found[f"{name}.{code}"] = (Fraction(numbers[code]), len(given))

    def mean(self, name: str, amounts: list[int]) -> None:
        """Keep a mean: sum and number."""
        self.found[name] = (Fraction(sum(amounts)), len(amounts))

    def within(self, found: date | None) -> bool:
        """Say whether a day lies in the period."""
        return found is not None and self.first <= found <= self.last

    def by_now(self, row: Row, column: str) -> bool:
        """Say whether a moment had come by as-of."""
        found = moment(row[column])
        return found is not None and found <= self.as_of

    def is_open(self, row: Row) -> bool:
        """Say whether a case was open on the last day."""
        opened, closed = date.fromisoformat(row["opened_on"]), day(row["closed_on"])
        return opened <= self.last and (closed is None or closed > self.last)

    def of_case(self, file: str, case: Row) -> list[Row]:
        """Give a case's rows of a file."""
        return [row for row in self.rows(file) if row["case_id"] == case["case_id"]]

    def enquiries(self) -> None:
        """Count the front door."""
        came = {id(row): moment(row["received_at"]) for row in self.rows("enquiries")}
        rows = [
            row
            for row in self.rows("enquiries")
            if (at := came[id(row)]) and self.within(at.astimezone(LONDON).date()) and at <= self.as_of
        ]
        decided = [row for row in rows if self.by_now(row, "screened_at")]
        self.count("enquiries.total", rows)
        self.by_code("enquiries.by_source", SOURCES, [row["source_type"] for row in rows])
        outcomes = [row["outcome"] if row in decided else "undecided" for row in rows]
        self.by_code("enquiries.by_outcome", [*OUTCOMES, "undecided"], outcomes)
        self.share(
            "enquiries.told", [row for row in decided if self.by_now(row, "enquirer_told_at")], decided
        )
        months = Counter(row["received_at"][:7] for row in rows)
        for month, number in months.items():
            self.found[f"enquiries.by_month.{month}"] = (Fraction(number), None)
        timely = [row for row in decided if _elapsed(row["received_at"], row["screened_at"]) <= TARGET]
        answerable = [
            row for row in rows if row in decided or ((at := came[id(row)]) and at + TARGET < self.as_of)
        ]
        self.share("screening.within_target", timely, answerable)

    def cases(self) -> None:
        """Count the cases open on the last day."""
        self.count("cases.active", self.active)
        led = [row["lead_agency_type"] if self.leads_by_then(row) else "" for row in self.active]
        self.by_code("cases.by_lead_agency", LEADS, led)
        unled = [row for row in self.active if (day(row["allocated_on"]) or date.max) > self.last]
        self.count("cases.unallocated", unled)
        register = [row for row in self.active if self.in_register(row)]
        self.count("cases.awaiting_review", register)
        self.count("review_register.size", register)

    def leads_by_then(self, row: Row) -> bool:
        """Say whether the agency led on the last day, as far as is known."""
        return (day(row["allocated_on"]) or date.min) <= self.last

    def in_register(self, row: Row) -> bool:
        """Say whether an open case arrived in the review register."""
        old = date.fromisoformat(row["opened_on"]) < self.today - timedelta(REGISTER_DAYS)
        touched = self.of_case("assessments", row) or self.of_case("meetings", row)
        return not row["closed_on"] and (row["origin"] == "review_register" or (old and not touched))

    def assessments(self) -> None:
        """Count how assessments stand, and how long they took."""
        stood = []
        for case in self.active:
            begun = [row for row in self.of_case("assessments", case) if self.started(row)]
            latest = max(begun, key=lambda row: row["started_on"], default=None)
            done = latest and (day(latest["completed_on"]) or date.max) <= self.last
            stood.append("completed" if done else "in_progress" if latest else "not_started")
        for name in ("completed", "in_progress", "not_started"):
            self.found[f"assessments.{name}"] = (Fraction(stood.count(name)), len(stood))
        days = [
            (date.fromisoformat(row["completed_on"]) - date.fromisoformat(row["started_on"])).days
            for row in self.rows("assessments")
            if self.within(day(row["completed_on"]))
        ]
        self.mean("assessments.mean_days", days)
        timely = sum(took <= ASSESSMENT_DAYS for took in days)
        self.found["assessments.within_target"] = (Fraction(timely), len(days))

    def started(self, row: Row) -> bool:
        """Say whether an assessment was started by the last day."""
        return date.fromisoformat(row["started_on"]) <= self.last

    def meetings(self) -> None:
        """Count the teams that met in time."""
        since = self.last - timedelta(MEETING_DAYS)
        due = [row for row in self.active if date.fromisoformat(row["opened_on"]) < since]
        met = [
            case
            for case in due
            if any(
                row["kind"] in {"taf", "review"} and since <= date.fromisoformat(row["held_on"]) <= self.last
                for row in self.of_case("meetings", case)
            )
        ]
        self.share("meetings.on_time", met, due)

    def closures(self) -> None:
        """Count what was closed."""
        rows = [row for row in self.rows("cases") if self.within(day(row["closed_on"]))]
        self.count("closures.total", rows)
        self.share(
            "closures.all_objectives_met", [row for row in rows if row["objectives_met"] == "all"], rows
        )
        opened = [date.fromisoformat(row["opened_on"]) for row in rows]
        closed = [date.fromisoformat(row["closed_on"]) for row in rows]
        self.mean(
            "closures.mean_days_open", [(end - start).days for start, end in zip(opened, closed, strict=True)]
        )
        levels = [(row["level_at_allocation"], row["level_at_closure"]) for row in rows]
        self.mean("closures.mean_level_change", [int(a) - int(b) for a, b in levels if a and b])

    def rest(self) -> None:
        """Count transfers, distance travelled, audits and training."""
        reached = [
            row
            for row in self.rows("cases")
            if date.fromisoformat(row["opened_on"]) <= self.last
            and (day(row["closed_on"]) or date.max) >= self.first
        ]
        for direction in ("step_up", "step_down"):
            rows = [row for row in self.rows("transfers") if row["direction"] == direction]
            taken = [row for row in rows if self.within(day(row["accepted_at"][:10]))]
            self.share(f"transfers.{direction}", taken, reached)
        self.travelled()
        audits = [row for row in self.rows("audits") if self.within(day(row["audited_on"]))]
        self.count("audits.total", audits)
        self.by_code("audits.by_grade", GRADES, [row["grade"] for row in audits])
        attended = [row for row in self.rows("training") if self.within(day(row["held_on"]))]
        self.count("training.attended", attended)

    def travelled(self) -> None:
        """Count who moved, from their first reading of a case to their last."""
        sittings: dict[tuple[str, str], dict[tuple[str, int], dict[str, int]]] = {}
        for row in self.rows("readings"):
            if date.fromisoformat(row["taken_on"]) <= self.last:
                when = (row["taken_on"], STAGES.index(row["stage"]))
                of_person = sittings.setdefault((row["case_id"], row["person_id"]), {})
                of_person.setdefault(when, {})[row["area"]] = int(row["score"])
        changes = [change for found in sittings.values() if (change := self.change(found)) is not None]
        tests: dict[str, Callable[[Fraction], bool]] = {
            "improved": lambda change: change > 0,
            "same": lambda change: change == 0,
            "worse": lambda change: change < 0,
        }
        for name, test in tests.items():
            self.found[f"travelled.scaling.{name}"] = (Fraction(sum(map(test, changes))), len(changes))

    def change(self, sittings: dict[tuple[str, int], dict[str, int]]) -> Fraction | None:
        """Give the mean change over the areas scored both times; none where there is no second reading."""
        first, last = min(sittings), max(sittings)
        both = sittings[first].keys() & sittings[last].keys()
        if first == last or not self.within(date.fromisoformat(last[0])) or not both:
            return None
        return Fraction(sum(sittings[last][area] - sittings[first][area] for area in both), len(both))


def _elapsed(start: str, end: str) -> timedelta:
    first, last = moment(start), moment(end)
    return last - first if first and last else timedelta.max
