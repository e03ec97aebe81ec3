"""Cases in their states: just opened, assessed, planned, passed on, waiting in the register."""

from datetime import date

from baton.casework.actions import agreement, allocation, answering, assessment, register
from baton.casework.actions import case as cases
from baton.casework.models import Assessment, Case, CaseDocument
from baton.casework.rules.agreement import Basis
from baton.casework.rules.case import Origin
from baton.casework.rules.register import ScreenOutcome
from baton.casework.tests import documents, factories, plan_pages, plans, proposals
from baton.casework.tests.factories import NOW, THEN, Cast, Household, household
from baton.core import drafts
from baton.documents.actions import withdraw
from baton.documents.rules.document import State
from baton.documents.views import MANY
from baton.frontdoor.rules.decision import Outcome
from baton.frontdoor.tests import factories as door
from baton.partnership.models import Membership
from tests.journeys.scenes.scene import Scene


def scenes(around: Cast) -> list[Scene]:
    """Give the scenes of cases that the cast leads, manages and coordinates."""
    return [
        *_opened(around),
        *_assessed(around),
        *_planned(around),
        *_passed_on(around),
        *_registered(around),
        *_documented(around),
    ]


def _opened(around: Cast) -> list[Scene]:
    fresh, covered, without = (factories.case(household(name), around) for name in ("Ash", "Birch", "Cole"))
    allocation.stand_in(case=covered, practitioner=around.manager, reason="Ill", by=around.manager, at=THEN)
    agreement.go_on_without(
        case=without,
        basis=next(iter(Basis)),
        reason="A child was hurt",
        family_told=True,
        why_not_told="",
        by=around.lead,
        at=THEN,
    )
    alone, held = factories.case(household("Dale"), None), factories.case(household("Elm"), around)
    cases.hold(case=held, reason="The family is abroad", by=around.lead, at=THEN)
    return [
        Scene(
            "nothing done yet", around.lead, _of(fresh), ("case", "assessment", "assessment_start", "plan")
        ),
        Scene(
            "nothing there yet",
            around.lead,
            _of(fresh),
            ("team_list", "meeting_list", "measures", "plan_print"),
        ),
        Scene("no transfer yet", around.lead, _of(fresh), ("transfer_list", "pause_list", "agreement_list")),
        Scene("somebody stands in", around.manager, _of(covered), ("case", "stand_in_end")),
        Scene("without agreement", around.lead, _of(without), ("agreement_list", "agreement_end_without")),
        Scene("on hold", around.lead, _of(held), ("case", "pause_list", "case_resume")),
        Scene("nobody leads", around.hub_manager, _of(alone), ("case", "case_allocate")),
        *_asked(around),
    ]


def _asked(around: Cast) -> list[Scene]:
    case = factories.case(household("Fern"), None, coordinator=around.coordinator)
    proposals.ask(case, around, now=THEN)
    wanted = factories.case(household("Gorse"), None, coordinator=around.coordinator)
    best = Membership.objects.get(practitioner=around.manager)
    typed = {f"seen-{wanted.pk}": [str(wanted.version)], f"lead-{wanted.pk}": [str(best.pk)]}
    key = {"owner_key": str(around.coordinator.pk), "form": "allocate_several", "subject": "unled_list"}
    drafts.save(**key, data=typed, at=NOW)
    waiting = door.decided(around.screener, Outcome.ASSESSMENT, received_at=THEN, at=NOW)
    typed = {f"seen-{waiting.pk}": [str(waiting.version)], f"lead-{waiting.pk}": [str(best.pk)]}
    key = {"owner_key": str(around.screener.pk), "form": "open_several", "subject": "waiting_list"}
    drafts.save(**key, data=typed, at=NOW)
    return [
        Scene("asked to lead", around.lead, _of(case), ("case", "proposal_answer")),
        Scene(
            "somebody is asked", around.coordinator, _of(case), ("case", "case_allocate", "proposal_withdraw")
        ),
        Scene(
            "nobody leads them",
            around.coordinator,
            {},
            ("unled_list", "allocate_several", "allocate_several_check"),
        ),
        Scene("families wait", around.screener, {}, ("waiting_list", "open_several", "open_several_check")),
    ]


def _documented(around: Cast) -> list[Scene]:
    """Documents in every state, so many that the list has a search; and none."""
    empty, case = factories.case(household("Quill"), around), factories.case(household("Rush"), around)
    made = [documents.document(case, around.lead, title=f"Letter {number}") for number in range(MANY + 3)]
    for one, state in zip(made, State, strict=False):
        CaseDocument.objects.filter(pk=one.pk).update(state=state)
    withdraw(document=made[-1], reason="Belongs to another family", by=around.lead, at=NOW)
    list_page = ("case_document_list",)
    return [
        Scene("no document yet", around.lead, _of(empty), list_page),
        Scene("many documents", around.lead, _of(case), ("case", *list_page)),
        Scene("documents to read", around.hub_manager, _of(case), list_page),
    ]


def _assessed(around: Cast) -> list[Scene]:
    _, (home, case) = _begun(around, "Reed")
    filled, (_, whole) = _begun(around, "Moss")
    factories.fill(filled, around.lead)
    submitted, (_, waiting) = _begun(around, "Ford")
    factories.fill(submitted, around.lead)
    assessment.submit(assessment=submitted, reader=around.manager, by=around.lead, at=NOW, expected_version=1)
    form = case.profile.profile.assessment
    of_child = {**_of(case), "section": form.about("child")[0].code, "person_id": home.child.pk}
    of_family = {**_of(case), "section": form.about("family")[0].code}
    return [
        Scene("begun", around.lead, _of(case), ("case", "assessment", "assessment_check")),
        Scene("part of a child", around.lead, of_child, ("assessment_part",)),
        Scene("part of the family", around.lead, of_family, ("assessment_family_part",)),
        Scene("complete", around.lead, _of(whole), ("assessment", "assessment_check")),
        Scene("submitted", around.manager, _of(waiting), ("case", "assessment", "assessment_answer")),
        Scene("first", around.lead, {**_of(waiting), "number": 1}, ("assessment_earlier",)),
    ]


def _begun(around: Cast, name: str) -> tuple[Assessment, tuple[Household, Case]]:
    home = household(name)
    case = factories.case(home, around)
    factories.everybody_agrees(case, home)
    return assessment.start(case=case, by=around.lead, at=NOW), (home, case)


def _planned(around: Cast) -> list[Scene]:
    road = plan_pages.road(household("Shaw"), around)
    case = _of(road.case)
    keys = {
        **case,
        "outcome_id": road.outcome.pk,
        "action_id": road.action.pk,
        "member_id": road.member.pk,
        "reading_id": road.reading.pk,
        "person_id": road.home.child.pk,
        "tool": "scaling",
    }
    about_one = (
        *("outcome_change", "outcome_settle", "outcome_drop", "action_change", "action_drop"),
        *("team_leave", "reading_correct", "reading_remove", "reading_take"),
    )
    return [
        Scene(
            "under way",
            around.lead,
            case,
            ("case", "plan", "plan_print", "team_list", "meeting_list", "measures"),
        ),
        Scene("of one thing", around.lead, keys, about_one),
        Scene("held", around.lead, {**case, "meeting_id": road.held.pk}, ("meeting", "meeting_amend")),
        Scene(
            "planned",
            around.lead,
            {**case, "meeting_id": road.planned.pk},
            ("meeting_record_planned", "meeting_move", "meeting_cancel"),
        ),
        Scene("ready to close", around.lead, case, ("case_close", "meeting_record", "transfer_step_up")),
        Scene(
            "family of a case",
            around.lead,
            {"family_id": road.home.family.pk},
            ("family_page", "family_people"),
        ),
    ]


def _passed_on(around: Cast) -> list[Scene]:
    liaison, agency = plans.social_care()
    asked, refused = (factories.case(household(name), around) for name in ("Hale", "Lund"))
    wanted = plans.step_up(asked, around.lead, agency)
    declined = plans.step_up(refused, around.lead, agency)
    answering.decline(transfer=declined, reason="Below the threshold", by=liaison, at=NOW)
    waiting = {**_of(asked), "transfer_id": wanted.pk}
    return [
        Scene("asked for", around.lead, waiting, ("transfer", "transfer_call_back", "transfer_list")),
        Scene("to answer", liaison, waiting, ("transfers", "transfer", "transfer_answer")),
        Scene(
            "declined", around.lead, {**_of(refused), "transfer_id": declined.pk}, ("transfer_acknowledge",)
        ),
    ]


def _registered(around: Cast) -> list[Scene]:
    unread, asked = (_entry(around, name) for name in ("Nash", "Oak"))
    manager = around.hub_manager
    register.screen(
        case=asked, outcome=ScreenOutcome.NO_IMMEDIATE_CONCERN, note="Rang the school", by=manager, at=NOW
    )
    register.ask_information(case=asked, words="How is she at school?", by=manager, at=NOW)
    return [
        Scene(
            "not screened",
            manager,
            _of(unread),
            ("register_list", "register_entry", "register_screen", "case"),
        ),
        Scene("information asked for", manager, _of(asked), ("register_entry", "register_came")),
        Scene(
            "screened", manager, _of(_screened(around)), ("register_entry", "register_ask", "case_allocate")
        ),
        Scene("only the screened", manager, shows=("register_list",), query="?screened=yes"),
    ]


def _screened(around: Cast) -> Case:
    case = _entry(around, "Pike")
    register.screen(
        case=case, outcome=ScreenOutcome.CONCERN, note="Rang the school", by=around.hub_manager, at=NOW
    )
    return case


def _entry(around: Cast, name: str) -> Case:
    return factories.case(
        household(name),
        None,
        origin=Origin.REVIEW_REGISTER,
        opened_on=date(2015, 3, 2),
        register_on=date(2015, 3, 2),
    )


def _of(case: Case) -> dict[str, object]:
    return {"case_id": case.pk}
