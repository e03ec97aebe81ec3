"""The highlight report as a page with a period picker, and the rows behind each of its figures."""

from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from baton.core import wall
from baton.insight.asking import period_of, zone
from baton.insight.forms import PeriodForm
from baton.insight.measures.base import figures_of
from baton.insight.permissions import can_see_figures, can_see_rows
from baton.insight.presenters import present, said
from baton.insight.report import highlight_report, rows_behind
from baton.insight.row import amount_of, columns_of, present_rows
from baton.insight.rules.period import Period, WrongPeriod, whole_month_before
from baton.insight.scope import Scope
from baton.journal import access
from baton.partnership import profiles
from baton.partnership.guard import PractitionerRequest, allowed
from baton.ui.lists import Listing


@allowed(can_see_figures)
def report(request: PractitionerRequest) -> HttpResponse:
    """Show the highlight report of the period asked for, at first of the last whole month."""
    now = timezone.now()
    form = PeriodForm(request.GET or None, initial=_last_month(now))
    context: dict[str, object] = {"form": form, "report": None}
    period = _period(request, form, now)
    if period is not None:
        with wall.beyond(wall.Purpose.FIGURES):  # a figure counts every family, and shows none
            found = highlight_report(period=period, profile=profiles.current())
        context["report"] = present(found, links=can_see_rows(request.user))
    return render(request, "insight/report/page.jinja", context)


@allowed(can_see_rows)
def rows(request: PractitionerRequest, code: str) -> HttpResponse:
    """Show the rows behind one figure of a period."""
    try:
        period = period_of(
            from_on=request.GET.get("from", ""),
            to_on=request.GET.get("to", ""),
            as_of=request.GET.get("as_of", ""),
            now=timezone.now(),
        )
        # Every row that was counted has its line: `present_rows` tells no more of it than the reader may know.
        with wall.beyond(wall.Purpose.FIGURES):
            context = _rows_behind(request, code, Scope(period, profiles.current()))
    except (WrongPeriod, LookupError):
        raise Http404 from None
    access.seen(request, what="report")
    return render(request, "insight/report/rows.jinja", context | {"period": period})


def _rows_behind(request: PractitionerRequest, code: str, scope: Scope) -> dict[str, object]:
    measure, found = rows_behind(code, scope)
    figure = said(figures_of([measure], scope)[code])  # first: a code of no figure must not reach the rows
    columns, sort = columns_of(measure, found)
    listing = Listing(request, found, columns=columns, caption=measure.words, noun="row", sort=sort)
    shown, amount = list(listing.page.object_list), amount_of(measure)
    listing.page.object_list = present_rows(shown, request.user, amount=amount)
    return {"listing": listing, "measure": measure, "figure": figure}


def _last_month(now: datetime) -> dict[str, object]:
    first, last = whole_month_before(now.astimezone(zone()).date())
    return {"from_on": first, "to_on": last}


def _period(request: PractitionerRequest, form: PeriodForm, now: datetime) -> Period | None:
    if not request.GET:
        first, last = whole_month_before(now.astimezone(zone()).date())
        return Period(first, last, now, zone())
    if not form.is_valid():
        return None
    try:
        return Period(form.cleaned_data["from_on"], form.cleaned_data["to_on"], now, zone())
    except WrongPeriod as wrong:
        form.add_error("to_on", str(wrong))
        return None
