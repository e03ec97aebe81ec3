from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from baton.casework.actions import assessment as actions
from baton.casework.actions import findings
from baton.casework.actions.common import CaseClosed
from baton.casework.actions.values import Written
from baton.casework.models import Assessment, AssessmentSubmission, Case, Duty
from baton.casework.rules.agreement import Basis
from baton.casework.rules.case import CaseState, Support
from baton.casework.tests import factories
from baton.casework.tests.factories import NOW, TODAY
from baton.casework.tests.rollback import nothing_is_saved_without_its_event
from baton.core.versions import Stale
from baton.journal.models import Event
from baton.outcomes.models import Reading
from baton.partnership.models import Practitioner
from baton.partnership.rules.profile_codes import QuestionKind
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import organisation, practitioner
from baton.people.models import AccessGrant, Need
from baton.people.tests import factories as people

LATER = datetime(2026, 9, 21, 15, 0, tzinfo=UTC)


@pytest.fixture
def case(home, around):
    return factories.case(home, around)


def start(case, around, **changes):
    return actions.start(**{"case": case, "by": around.lead, "at": NOW} | changes)


@pytest.fixture
def started(case, home, around):
    factories.everybody_agrees(case, home)
    return start(case, around)


@pytest.fixture
def written(started, around):
    factories.fill(started, around.lead)
    return started


def submit(assessment, around, **changes):
    usual = {"reader": around.manager, "by": around.lead, "at": NOW, "expected_version": 1}
    return actions.submit(**{"assessment": assessment} | usual | changes)


@pytest.fixture
def submitted(written, around):
    return submit(written, around)


def authorise(assessment, around, **changes):
    usual = {"by": around.manager, "at": LATER, "expected_version": assessment.version}
    return actions.authorise(**{"assessment": assessment} | usual | changes)


def send_back(assessment, around, **changes):
    usual = {"reason": "Say more about school", "by": around.manager, "at": LATER}
    return actions.return_(
        **{"assessment": assessment, "expected_version": assessment.version} | usual | changes
    )


def owed(case) -> dict[str, tuple[Practitioner | None, date | None]]:
    return {
        duty.kind: (duty.owner, duty.due_on)
        for duty in Duty.objects.open().filter(case=case).exclude(kind="hold_meeting")
    }


def kinds(case) -> list[str]:
    return list(Event.objects.of_case(case.pk).order_by("id").values_list("kind", flat=True))


def test_nobody_assesses_before_somebody_who_can_decide_has_agreed(case, around):
    with pytest.raises(actions.Blocked) as refused:
        start(case, around)

    assert [blocker.code for blocker in refused.value.blockers] == ["agreement_needed"]
    assert "parental responsibility" in str(refused.value)


def test_one_yes_is_enough_and_the_clock_starts_with_the_assessment(case, home, around):
    factories.answered(case, home.father, "refused")
    factories.answered(case, home.mother)

    assessment = start(case, around)

    assert (assessment.number, assessment.started_on, assessment.due_on) == (1, TODAY, date(2026, 10, 14))
    assert assessment.organisation == around.school
    assert owed(case) == {"complete_assessment": (around.lead, date(2026, 10, 14))}
    assert kinds(case)[-1] == "casework.assessment_started"


def test_safeguarding_opens_the_assessment_without_agreement(case, around):
    case.safeguarding_bases.create(
        basis=Basis.LEGAL_DUTY, reason="Court order", family_told=True, at=NOW, by=around.lead
    )

    assert start(case, around).pk


def test_a_case_without_a_lead_can_be_assessed_by_who_coordinates_it(home, around):
    unled = factories.case(home, None)
    factories.answered(unled, home.mother)

    assessment = start(unled, around, by=around.coordinator)

    assert assessment.organisation is None
    assert owed(unled)["complete_assessment"][0] == around.coordinator


def test_one_assessment_at_a_time(started, case, around):
    with pytest.raises(actions.AlreadyUnderWay):
        start(case, around)


def test_a_single_services_record_has_none(home, around):
    record = factories.case(home, around, support=Support.SINGLE_SERVICE)

    with pytest.raises(actions.NoAssessmentHere):
        start(record, around)


def test_no_assessment_starts_in_a_closed_case(case, around):
    Case.objects.filter(pk=case.pk).update(state=CaseState.CLOSED)

    with pytest.raises(CaseClosed):
        start(case, around)


def test_starting_without_its_event_saves_nothing(case, home, around):
    factories.answered(case, home.mother)

    nothing_is_saved_without_its_event(lambda: start(case, around))


def save(assessment, around, text="Chatty", **changes):
    usual = {"section": "family", "person": None, "by": around.lead, "at": NOW, "expected_version": 0}
    written = Written(answers={"family_story": text}, complete=False)
    return actions.save_part(**{"assessment": assessment, "written": written} | usual | changes)


def test_a_part_is_kept_with_who_wrote_it(started, around, home):
    part = save(started, around, section="child", person=home.child)

    assert (part.version, part.saved_by, part.answers) == (1, around.lead, {"family_story": "Chatty"})
    event = Event.objects.of_case(started.case_id).order_by("-id")[0]
    assert (event.kind, event.person_id) == ("casework.assessment_part_saved", home.child.pk)


def test_a_part_is_written_again_on_top_of_its_last_version(started, around):
    save(started, around)

    part = save(started, around, "Quiet", expected_version=1)

    assert (part.version, part.answers["family_story"]) == (2, "Quiet")


def test_the_second_of_two_writers_is_told(started, around):
    save(started, around)

    with pytest.raises(Stale):
        save(started, around, "Quiet", expected_version=0)

    assert started.parts.get().answers["family_story"] == "Chatty"


def test_a_submitted_assessment_is_not_written(submitted, around):
    with pytest.raises(actions.NotEditable):
        save(submitted, around, expected_version=1)


def test_a_part_without_its_event_is_not_saved(started, around):
    nothing_is_saved_without_its_event(lambda: save(started, around))


def test_an_unfinished_assessment_says_everything_that_is_missing(started, around):
    with pytest.raises(actions.Blocked) as refused:
        submit(started, around)

    codes = [blocker.code for blocker in refused.value.blockers]
    assert set(codes) == {"answer_missing", "voice_missing"}
    heard = "Answer “How was the child heard?” for Ava."
    assert heard in [blocker.words for blocker in refused.value.blockers]


def test_somebody_not_asked_yet_keeps_it_from_being_submitted(written, home, around):
    people.adult("Gran", of=home.family)

    with pytest.raises(actions.Blocked) as refused:
        submit(written, around)

    assert [blocker.code for blocker in refused.value.blockers] == ["agreement_waiting"]


def test_a_recorded_reason_not_to_ask_lets_it_go(written, home, around):
    gran = people.adult("Gran", of=home.family)
    factories.answered(written.case, gran, "not_asked", "adult_self", reason="unsafe")

    assert submit(written, around).state == "submitted"


def test_agreement_taken_back_stops_the_submission(written, home, around):
    factories.answered(written.case, home.mother, "withdrawn", on=TODAY)
    factories.answered(written.case, home.father, "withdrawn", on=TODAY)

    with pytest.raises(actions.Blocked) as refused:
        submit(written, around)

    assert refused.value.blockers[0].code == "agreement_needed"


def test_submitting_hands_it_to_its_reader(submitted, case, around):
    assert (submitted.state, submitted.submitted_by, submitted.version) == ("submitted", around.lead, 2)
    assert owed(case) == {"authorise_assessment": (around.manager, date(2026, 9, 21))}
    assert AccessGrant.objects.get(kind="authoriser").practitioner == around.manager
    assert kinds(case)[-1] == "casework.assessment_submitted"


def test_where_the_organisation_has_no_manager_the_coordinator_reads(written, around):
    around.manager.memberships.update(roles=[Role.PRACTITIONER])

    assert submit(written, around, reader=around.coordinator).state == "submitted"


def test_the_coordinator_does_not_read_where_there_is_a_manager(written, around):
    with pytest.raises(actions.MayNotAuthorise):
        submit(written, around, reader=around.coordinator)


def test_nobody_is_given_their_own_work_to_read(written, around):
    around.lead.memberships.update(roles=[Role.PRACTITIONER, Role.TEAM_MANAGER])

    with pytest.raises(actions.MayNotAuthorise):
        submit(written, around, reader=around.lead)


def test_two_submissions_at_once_leave_one(written, around):
    with pytest.raises(Stale):
        submit(written, around, expected_version=9)


def test_it_is_not_submitted_twice(submitted, around):
    with pytest.raises(actions.WrongState):
        submit(submitted, around, expected_version=2)


def test_submitting_without_its_event_saves_nothing(written, around):
    nothing_is_saved_without_its_event(lambda: submit(written, around))


def test_it_was_completed_on_the_day_it_was_submitted(submitted, case, around):
    done = authorise(submitted, around)

    assert (done.state, done.completed_on) == ("authorised", TODAY)
    assert (done.authorised_by, done.authorised_at) == (around.manager, LATER)
    assert owed(case) == {}
    assert not AccessGrant.objects.filter(kind="authoriser", to_at=None).exists()
    assert kinds(case)[-1] == "casework.assessment_authorised"


def test_its_needs_and_scales_become_facts(submitted, case, home, around):
    authorise(submitted, around)

    needs = Need.objects.filter(case_id=case.pk)
    assert set(needs.values_list("person_id", flat=True)) >= {None, home.child.pk}
    scores = Reading.objects.filter(case_id=case.pk, person=home.child)
    assert {(row.tool, row.area, int(row.score), row.stage) for row in scores} == {
        ("scaling", "safety", 6, "initial"),
        ("scaling", "wellbeing", 6, "initial"),
    }


def test_a_score_taken_that_day_already_is_kept(submitted, case, home, around):
    Reading.objects.create(
        person=home.child,
        family=home.family,
        case_id=case.pk,
        tool="scaling",
        area="safety",
        taken_on=TODAY,
        stage="initial",
        score=2,
        recorded_at=NOW,
    )

    authorise(submitted, around)

    assert Reading.objects.get(case_id=case.pk, person=home.child, area="safety").score == 2


def test_nobody_authorises_their_own(submitted, around):
    with pytest.raises(actions.MayNotAuthorise):
        authorise(submitted, around, by=around.lead)


def test_somebody_who_wrote_a_part_does_not_authorise(submitted, around):
    submitted.parts.filter(section="analysis").update(saved_by=around.manager)

    with pytest.raises(actions.MayNotAuthorise):
        authorise(submitted, around)


def test_a_manager_elsewhere_does_not_authorise(submitted, around):
    elsewhere = practitioner(Role.TEAM_MANAGER, at=organisation())

    with pytest.raises(actions.MayNotAuthorise):
        authorise(submitted, around, by=elsewhere)


def test_authorising_without_its_event_saves_nothing(submitted, around):
    nothing_is_saved_without_its_event(lambda: authorise(submitted, around))


def test_a_returned_assessment_goes_back_to_who_leads_with_the_reason(submitted, case, around):
    back = send_back(submitted, around)

    assert (back.state, back.returned_reason, back.completed_on) == (
        "returned",
        "Say more about school",
        None,
    )
    assert owed(case) == {"amend_assessment": (around.lead, date(2026, 10, 14))}
    assert kinds(case)[-1] == "casework.assessment_returned"


def test_without_a_lead_it_goes_back_to_who_submitted_it(submitted, case, around):
    case.allocations.update(to_on=TODAY)
    around.manager.memberships.update(roles=[Role.TEAM_MANAGER])

    back = send_back(submitted, around, by=around.coordinator)

    assert back.state == "returned"
    assert owed(case)["amend_assessment"][0] == around.lead


def test_a_returned_assessment_is_amended_and_submitted_again(submitted, case, around):
    back = send_back(submitted, around)
    part = back.parts.get(section="analysis")
    save(
        back,
        around,
        section="analysis",
        expected_version=part.version,
        written=Written(answers=part.answers, complete=True),
    )

    again = submit(back, around, at=LATER, expected_version=back.version)
    done = authorise(again, around)

    assert done.completed_on == LATER.date()
    assert [row.answer for row in AssessmentSubmission.objects.order_by("submitted_at")] == [
        "returned",
        "authorised",
    ]


def test_returning_without_its_event_saves_nothing(submitted, around):
    nothing_is_saved_without_its_event(lambda: send_back(submitted, around))


def test_what_was_answered_is_not_answered_again(submitted, around):
    done = authorise(submitted, around)

    with pytest.raises(actions.WrongState):
        send_back(done, around)


def test_a_later_assessment_is_a_review(submitted, case, home, around):
    authorise(submitted, around)

    second = start(case, around, at=LATER)

    assert second.number == 2
    assert Assessment.objects.latest_first()[0] == second


def test_a_scale_that_measures_nothing_is_no_reading(submitted):
    question = SimpleNamespace(code="mood", kind=QuestionKind.SCALE, measures="")
    profile = SimpleNamespace(
        assessment=SimpleNamespace(sections={"child": SimpleNamespace(questions=[question])})
    )
    part = submitted.parts.filter(section="child").first()
    part.answers = {"mood": 4}

    assert list(findings.readings_of(submitted, [part], profile)) == []
