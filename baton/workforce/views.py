"""The lists of audits and training attendances, and the pages that correct one."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from baton.core.versions import Stale
from baton.journal import access
from baton.partnership import profiles
from baton.partnership.guard import PractitionerRequest, allowed
from baton.partnership.keeping import overtaken
from baton.people.access import note_seen
from baton.ui import searches
from baton.ui.lists import Column, Listing
from baton.workforce import actions
from baton.workforce.forms import AttendanceFilterForm, AttendanceForm, AuditFilterForm, AuditForm
from baton.workforce.models import Audit, TrainingAttendance
from baton.workforce.permissions import (
    can_correct_attendances,
    can_correct_audits,
    can_see_attendances,
    can_see_audits,
)

AUDIT_COLUMNS = (
    Column("case", "Case", "case__reference"),
    Column("audited", "Audited", ("audited_on", "pk")),
    Column("auditor", "By"),
    Column("grade", "Grade", "grade"),
)
ATTENDANCE_COLUMNS = (
    Column("course", "Course", "course"),
    Column("held", "Held", ("held_on", "pk")),
    Column("name", "Who attended"),
    Column("organisation_type", "Type of organisation", "organisation_type"),
)


@allowed(can_see_audits)
def audit_index(request: PractitionerRequest) -> HttpResponse:
    """List the audits of the cases in scope, the newest first."""
    form = AuditFilterForm(request.GET)
    rows = Audit.objects.visible_to(request.user).select_related("case", "auditor")
    if form.is_valid() and form.cleaned_data["grade"]:
        rows = rows.filter(grade=form.cleaned_data["grade"])
    listing = Listing(
        request, rows, columns=AUDIT_COLUMNS, caption="Audits", noun="audit", sort="-audited", filters=form
    )
    access.seen_many(request, families={row.case.family_id for row in listing.page}, what="list")
    context = {"listing": listing, "grades": profiles.current().audit_grades, "profile": profiles.current()}
    return render(request, "workforce/audit/index.jinja", context)


@allowed(can_correct_audits)
def audit_correct(request: PractitionerRequest, audit_id: UUID) -> HttpResponse:
    """Correct one audit."""
    audits = Audit.objects.visible_to(request.user).select_related("case__family")
    audit = get_object_or_404(audits, pk=audit_id)
    note_seen(request, audit.case.family)
    known = {"audited_on": audit.audited_on, "grade": audit.grade, "expected_version": audit.version}
    form = AuditForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["expected_version"]
        try:
            actions.correct_audit(
                audit=audit, **form.values, expected_version=version, by=request.user, at=timezone.now()
            )
        except Stale as stale:
            overtaken(request, form, stale)
        else:
            return redirect("audit_index")
    return render(request, "workforce/audit/correct.jinja", {"form": form, "audit": audit})


@allowed(can_see_attendances)
@searches.by_post(AttendanceFilterForm)
def attendance_index(request: PractitionerRequest) -> HttpResponse:
    """List who attended which course, the newest first."""
    form = AttendanceFilterForm(searches.asked(request, AttendanceFilterForm))
    rows = TrainingAttendance.objects.select_related("practitioner")
    if form.is_valid():
        rows = _narrowed(rows, form.cleaned_data)
    listing = Listing(
        request,
        rows,
        columns=ATTENDANCE_COLUMNS,
        caption="Training attended",
        noun="attendance",
        sort="-held",
        filters=form,
    )
    context = {"listing": listing, "types": profiles.current().source_types}
    return render(request, "workforce/attendance/index.jinja", context)


@allowed(can_correct_attendances)
def attendance_correct(request: PractitionerRequest, attendance_id: UUID) -> HttpResponse:
    """Correct one attendance."""
    attendance = get_object_or_404(TrainingAttendance, pk=attendance_id)
    known = {
        "course": attendance.course,
        "held_on": attendance.held_on,
        "organisation_type": attendance.organisation_type,
        "expected_version": attendance.version,
    }
    form = AttendanceForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["expected_version"]
        try:
            actions.correct_attendance(
                attendance=attendance,
                **form.values,
                expected_version=version,
                by=request.user,
                at=timezone.now(),
            )
        except Stale as stale:
            overtaken(request, form, stale)
        else:
            return redirect("attendance_index")
    return render(request, "workforce/attendance/correct.jinja", {"form": form, "attendance": attendance})


def _narrowed(rows: QuerySet[TrainingAttendance], wanted: dict[str, str]) -> QuerySet[TrainingAttendance]:
    if wanted["words"]:
        words = wanted["words"]
        rows = rows.filter(
            Q(course__icontains=words)
            | Q(practitioner__name__icontains=words)
            | Q(imported_name__icontains=words)
        )
    if wanted["organisation_type"]:
        rows = rows.filter(organisation_type=wanted["organisation_type"])
    return rows
