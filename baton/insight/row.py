"""One row behind a figure: what it is, its days and codes, and the page about it for those who may see the family."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.urls import reverse

from baton.casework.models import Assessment, Case, CaseSpan, ReviewRegisterEntry, Transfer
from baton.frontdoor.models import Enquiry
from baton.insight.measures.base import MeanOf, Measure, Rows
from baton.insight.measures.travelled import Travelled
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role
from baton.people.rules.restriction import Restriction
from baton.ui.lists import Column
from baton.workforce.models import Audit, TrainingAttendance


@dataclass(frozen=True)
class Row:
    """A reference, what is to be said of it, and its address where the reader may open it."""

    reference: str
    said: str
    url: str
    amount: int | None = None


OLDEST: Mapping[type[Model], tuple[str, ...]] = {
    Enquiry: ("received_at",),
    Case: ("opened_on",),
    CaseSpan: ("closed_on", "opened_on"),
    Assessment: ("started_on", "completed_on"),
    ReviewRegisterEntry: ("entered_on",),
    Transfer: ("answered_at",),
    Audit: ("audited_on",),
    TrainingAttendance: ("held_on", "course"),
    Practitioner: ("name",),
}
"""By what the rows of a figure are put in order: the days they are said with, the oldest first."""


def columns_of(measure: Measure, rows: Rows) -> tuple[tuple[Column, ...], str]:
    """Give the columns of the rows behind a figure, and their order at first: the greatest amount, else the oldest day.

    Nobody sorts by the reference: where a row stands between two others would tell it to those who may not know it.
    """
    oldest = OLDEST[rows.model] if isinstance(rows, QuerySet) else _first_day
    columns = (Column("reference", "Reference"), Column("said", "What it is", oldest))
    if isinstance(measure, MeanOf) and (amount := amount_of(measure)):
        return (*columns, Column("amount", measure.unit, amount, numeric=True)), "-amount"
    return columns, "said"


def amount_of(measure: Measure) -> str:
    """Name the annotation that is averaged and may be shown; none otherwise."""
    return measure.amount if isinstance(measure, MeanOf) and measure.unit else ""


def _first_day(row: Travelled) -> date:
    return row.change.first.taken_on


OUTSIDE = "Outside your scope"
"""In place of a reference: whoever knows that of their own enquiry must not read in the figures what became of it."""


@dataclass(frozen=True)
class Seen:
    """The ids of the cases and enquiries that a reader may open, and of those whose reference they may know."""

    opened: frozenset[UUID]
    named: frozenset[UUID]

    @classmethod
    def by(cls, practitioner: Practitioner, rows: Sequence[Any]) -> Self:
        """Find them among the rows. An analyst opens none, and knows the references of every open record."""
        cases = Case.objects.filter(pk__in=_case_ids(rows))
        enquiries = Enquiry.objects.filter(pk__in=[row.pk for row in rows if isinstance(row, Enquiry)])
        opened = frozenset(
            pk
            for found in (cases, enquiries)
            for pk in found.visible_to(practitioner).values_list("pk", flat=True)
        )
        named = set(opened)
        if practitioner.has_role(Role.ANALYST):
            named |= set(cases.filter(family__restriction=Restriction.OPEN).values_list("pk", flat=True))
            unlinked = Q(family=None) | Q(family__restriction=Restriction.OPEN)
            named |= set(enquiries.filter(unlinked).values_list("pk", flat=True))
        return cls(opened, frozenset(named))

    def row(self, about: Case | Enquiry, said: str, url_name: str) -> Row:
        """Give the row of a case or an enquiry, as far as it may be told."""
        reference = about.reference if about.pk in self.named else OUTSIDE
        return Row(reference, said, reverse(url_name, args=[about.pk]) if about.pk in self.opened else "")


def present_rows(rows: Sequence[Any], practitioner: Practitioner, *, amount: str = "") -> list[Row]:
    """Give the rows in words: no name, no link and no reference of a family outside the reader's scope.

    `amount` names what is averaged of them, where it is shown.
    """
    seen = Seen.by(practitioner, rows)
    return [replace(_present(row, seen), amount=getattr(row, amount) if amount else None) for row in rows]


def _case_of(row: Any) -> Case | None:
    if isinstance(row, Case):
        return row
    return (
        row.case
        if isinstance(row, (Assessment, Audit, CaseSpan, ReviewRegisterEntry, Transfer, Travelled))
        else None
    )


def _case_ids(rows: Iterable[Any]) -> list[Any]:
    return [case.pk for case in map(_case_of, rows) if case]


def _present(row: Any, seen: Seen) -> Row:
    if isinstance(row, Enquiry):
        return seen.row(row, f"received {row.received_at:%-d %B %Y}", "enquiry_page")
    case = _case_of(row)
    if case is not None:
        return seen.row(case, _said(row), "case")
    if isinstance(row, TrainingAttendance):
        return Row(row.course, f"held {row.held_on:%-d %B %Y}", "")
    return Row(str(row), "signed in during the period", "")


def _said(row: Any) -> str:
    if isinstance(row, Case):
        return f"opened {row.opened_on:%-d %B %Y}"
    if isinstance(row, CaseSpan):
        return f"open from {row.opened_on:%-d %B %Y} to {row.closed_on:%-d %B %Y}"
    if isinstance(row, Assessment):
        return f"assessment from {row.started_on:%-d %B %Y} to {row.completed_on:%-d %B %Y}"
    if isinstance(row, ReviewRegisterEntry):
        return f"in the register since {row.entered_on:%-d %B %Y}"
    if isinstance(row, Transfer):
        return f"accepted {row.answered_at:%-d %B %Y}"
    if isinstance(row, Audit):
        return f"audited {row.audited_on:%-d %B %Y}"
    first, last = row.change.first.taken_on, row.change.last.taken_on
    before, after = float(row.change.before), float(row.change.after)
    return f"from {before:g} on {first:%-d %B %Y} to {after:g} on {last:%-d %B %Y}"
