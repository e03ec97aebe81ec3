"""The team around the family."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from baton.casework.actions import team as actions
from baton.casework.actions.sharing import NoBasis
from baton.casework.forms.team import FindColleagueForm, JoinForm, LeaveForm
from baton.casework.models import Case, TeamMember
from baton.casework.permissions import can_change_team, can_see_cases
from baton.casework.presenters.frame import case_frame
from baton.casework.presenters.team import team_page
from baton.casework.views.deeds import do_once, sent
from baton.casework.views.loading import get_case_or_refuse, require, standing_of
from baton.core import dates
from baton.partnership.guard import PractitionerRequest, allowed
from baton.partnership.models import Membership, Organisation
from baton.partnership.rules.roles import WORKS_WITH_FAMILIES
from baton.ui import searches

PAGE = "team_list"
MOST = 15
"""How many colleagues a search offers; a longer name finds the others (ours)."""


@allowed(can_see_cases)
def index(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Show who works with the family, and on what basis each of them sees the record."""
    case = get_case_or_refuse(request, case_id)
    standing = standing_of(case)
    context = {
        "case_frame": case_frame(standing, PAGE),
        "page": team_page(standing),
        "may": can_change_team(request.user, case),
    }
    return render(request, "casework/team/index.jinja", context)


@allowed(can_see_cases)
@searches.by_post(FindColleagueForm)
def join(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Take somebody into the team: look for them first, then say on what basis."""
    case = get_case_or_refuse(request, case_id)
    require(can_change_team(request.user, case))
    standing = standing_of(case)
    find = FindColleagueForm(
        searches.asked(request, FindColleagueForm) if searches.SEARCH in request.GET else None
    )
    found = (
        colleagues(find.cleaned_data["q"]) if find.is_bound and find.is_valid() else Membership.objects.none()
    )
    form = JoinForm(
        request.POST or None,
        colleagues=_posted(request, found),
        agencies=Organisation.objects.in_use().order_by("name"),
    )
    if sent(request, form):

        def deed() -> str:
            actions.join(
                case=case, newcomer=form.newcomer, without=form.without, by=request.user, at=dates.now()
            )
            return reverse(PAGE, args=[case.pk])

        refusals = (NoBasis, actions.AlreadyInTeam, actions.MayNotJoin)
        done = do_once(request, form, deed, *refusals, said="They are in the team.")
        if done:
            return done
    context = {
        "case_frame": case_frame(standing, PAGE),
        "form": form,
        "find": find,
        "searched": find.is_bound,
        "found": len(form.colleagues),
        "most": MOST,
        "cancel_url": reverse(PAGE, args=[case.pk]),
    }
    return render(request, "casework/team/join.jinja", context)


@allowed(can_see_cases)
def leave(request: PractitionerRequest, case_id: UUID, member_id: UUID) -> HttpResponse:
    """Let somebody leave the team, after saying what follows."""
    case = get_case_or_refuse(request, case_id)
    require(can_change_team(request.user, case))
    members = TeamMember.objects.current().select_related("case", "organisation")
    member = get_object_or_404(members, pk=member_id, case=case)
    form = LeaveForm(request.POST or None)
    if sent(request, form):

        def deed() -> str:
            actions.leave(member=member, reason=form.values["reason"], by=request.user, at=dates.now())
            return reverse(PAGE, args=[case.pk])

        done = do_once(request, form, deed, actions.HasLeft, said="They have left the team.")
        if done:
            return done
    context = {
        "case_frame": case_frame(standing_of(case), PAGE),
        "form": form,
        "member": member,
        "open_actions": _owned(case, member),
        "cancel_url": reverse(PAGE, args=[case.pk]),
    }
    return render(request, "casework/team/leave.jinja", context)


def colleagues(words: str) -> QuerySet[Membership]:
    """Return those who work with families whose name, or whose organisation's name, holds every word."""
    found = (
        Membership.objects.current()
        .carrying(*WORKS_WITH_FAMILIES)
        .filter(practitioner__is_active=True)
        .select_related("practitioner", "organisation")
    )
    for word in words.split():
        found = found.filter(Q(practitioner__name__icontains=word) | Q(organisation__name__icontains=word))
    return found.order_by("practitioner__name", "organisation__name")[:MOST]


def _posted(request: PractitionerRequest, found: QuerySet[Membership]) -> list[Membership]:
    """Return the colleagues the page offers, and whoever was chosen on an earlier page of it."""
    if request.method != "POST":
        return list(found)
    rows = Membership.objects.current().carrying(*WORKS_WITH_FAMILIES)
    return [
        row
        for row in rows.select_related("practitioner", "organisation")
        if str(row.pk) == request.POST.get("who")
    ]


def _owned(case: Case, member: TeamMember) -> int:
    if member.practitioner_id is None:
        return 0
    return case.plan_actions.open().filter(owner_practitioner_id=member.practitioner_id).count()
