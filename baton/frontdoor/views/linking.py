"""Who the people of an enquiry are: candidates with reasons, each confirmed by a person; and which family."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from baton import journal
from baton.core import dates, drafts
from baton.core.versions import Stale
from baton.frontdoor.actions import linking as actions
from baton.frontdoor.actions.decision import TakenUp
from baton.frontdoor.forms.linking import LinkForm, SeekForm
from baton.frontdoor.models import Enquiry
from baton.frontdoor.permissions import can_see_board
from baton.frontdoor.presenters.candidates import candidates
from baton.frontdoor.presenters.said import person_rows
from baton.frontdoor.views.screening import to_screen
from baton.partnership.guard import PractitionerRequest, allowed
from baton.partnership.keeping import overtaken
from baton.people.models import Family
from baton.ui import searches

LONGEST_SEARCH = 200
DECIDED_ON = "decision-expected_version"
"""The field in which a decision that is not sent yet says which version of the enquiry it is about."""


@allowed(can_see_board)
@searches.by_post(SeekForm)
def link(request: PractitionerRequest, enquiry_id: UUID) -> HttpResponse:
    """Propose who each person could be, and link what was confirmed."""
    enquiry = to_screen(request, enquiry_id)
    named = list(enquiry.people.order_by("position"))
    typed = searches.asked(request, SeekForm)
    sought = typed.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH]
    found = candidates(enquiry, named, sought, request.user)
    journal.access.seen_many(request, families=Family.objects.filter(pk__in=found.families), what="search")
    form = LinkForm(
        request.POST or None,
        named=named,
        candidates=found.choices,
        people=found.people,
        families=found.families,
        suggested_name=actions.suggested_name(named),
        initial={"expected_version": enquiry.version},
    )
    if request.method == "POST" and form.is_valid():
        try:
            linked = actions.link_family(
                enquiry=enquiry,
                plan=form.plan(),
                by=request.user,
                at=dates.now(),
                expected_version=form.cleaned_data["expected_version"] or 0,
            )
        except Stale as stale:
            overtaken(request, form, stale)
        except (actions.MatchedTwice, actions.NobodyChosen, TakenUp) as refused:
            form.add_error(None, str(refused))
        else:
            _go_on_deciding(request, before=enquiry.version, linked=linked)
            return redirect("enquiry_page", enquiry_id)
    context = {
        "form": form,
        "enquiry": enquiry,
        "sought": sought,
        "people_rows": person_rows(named),
        "anybody": bool(found.people),
    }
    return render(request, "frontdoor/screening/link.jinja", context)


def _go_on_deciding(request: PractitionerRequest, *, before: int, linked: Enquiry) -> None:
    """Let a decision the reader has begun go by what they have just linked: nobody else has saved meanwhile."""
    owner, form, subject = str(request.user.pk), "enquiry_decide", str(linked.pk)
    draft = drafts.load(owner_key=owner, form=form, subject=subject)
    if draft and draft.data.get(DECIDED_ON) == str(before):
        data = draft.data | {DECIDED_ON: str(linked.version)}
        drafts.save(owner_key=owner, form=form, subject=subject, data=data, at=draft.saved_at)
