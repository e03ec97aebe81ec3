"""What becomes of the records of an older system."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from baton.casework.models import (
    Allocation,
    Case,
    CaseSpan,
    Duty,
    Meeting,
    PlanAction,
    ReviewRegisterEntry,
    Transfer,
)
from baton.casework.models.listing import unled
from baton.frontdoor.models import Decision, Enquiry, Telling
from baton.integrations.models import ImportedName
from baton.integrations.tests.running import Ran, folder_of
from baton.integrations.tests.texts import (
    ACTION,
    AUDIT,
    CASE,
    CLOSED,
    CONSENT,
    ENQUIRY,
    MEETING,
    MOTHER,
    OTHER_FAMILY,
    PERSON,
    SOUND,
    TRANSFER,
    files,
)
from baton.journal.models import Event
from baton.outcomes.models import Reading
from baton.partnership import profiles
from baton.people.models import Agreement, Family, FamilyMembership, Person
from baton.workforce.models import Audit

pytestmark = pytest.mark.django_db

NOTHING: dict[str, list] = {
    name: [] for name in ("consents", "assessments", "meetings", "actions", "readings", "transfers", "audits")
}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return folder_of(tmp_path / "old", files())


def test_an_old_case_nobody_looked_at_arrives_in_the_register(tmp_path):
    old = CASE | {"enquiry_id": "", "opened_on": "2020-01-01", "allocated_on": "", "lead_practitioner": ""}
    rows = [old, old | {"case_id": "C2"}, old | {"case_id": "C3"} | CLOSED, old | {"case_id": "C4"}]
    rows[3] |= {"opened_on": timezone.localdate().isoformat(), "origin": "review_register"}
    Ran(
        folder_of(
            tmp_path / "old", files(cases=rows, **NOTHING | {"meetings": [MEETING | {"case_id": "C2"}]})
        )
    )

    found = {entry.case.imported_ref: entry.entered_on for entry in ReviewRegisterEntry.objects.all()}
    assert set(found) == {"legacy:C1", "legacy:C4"}
    assert found["legacy:C1"] == Case.objects.get(imported_ref="legacy:C1").opened_on
    assert Enquiry.objects.count() == 1


def test_a_closed_case_is_closed_with_how_it_ended(tmp_path):
    Ran(folder_of(tmp_path / "old", files(cases=[CASE | CLOSED])))

    span = CaseSpan.objects.get()
    assert (span.closure_reason, span.objectives_met, span.level_at_closure) == ("objectives_met", "all", 1)
    assert Case.objects.get().state == "closed"
    assert not Case.objects.get().duties.filter(done_at=None).exists()
    assert Allocation.objects.get().to_on == span.closed_on


def test_an_imported_step_down_makes_no_enquiry(tmp_path):
    rows = [CASE | {"origin": "step_down", "enquiry_id": ""}]
    Ran(folder_of(tmp_path / "old", files(cases=rows, enquiries=[])))

    assert Enquiry.objects.count() == 0
    assert Case.objects.get().origin == "step_down"


def test_names_nobody_here_has_are_kept_and_listed_and_no_account_is_made(old, django_user_model):
    before = django_user_model.objects.count()
    Ran(old)

    allocation = Allocation.objects.get()
    assert (allocation.imported_practitioner, allocation.imported_organisation) == ("Jo Teal", "Elm Primary")
    assert django_user_model.objects.count() == before
    listed = set(ImportedName.objects.values_list("kind", "name", "beside"))
    assert listed == {
        ("organisation", "Elm Primary", ""),
        ("practitioner", "Jo Teal", "Elm Primary"),
        ("practitioner", "Jo Teal", ""),
        ("practitioner", "Lee Stone", ""),
    }


def test_an_enquiry_keeps_its_decision_and_its_telling(old):
    Ran(old)

    enquiry, decision = Enquiry.objects.get(), Decision.objects.get()
    assert (enquiry.state, enquiry.source_name, enquiry.family.name) == ("decided", "Elm Primary", "Ash")
    assert (decision.outcome, decision.taken_up_at is not None) == ("assessment", True)
    assert Telling.objects.get().told_at > decision.decided_at
    assert Case.objects.get().enquiry == enquiry


def test_every_row_left_an_event_and_a_version(old):
    Ran(old)

    kinds = set(Event.objects.values_list("kind", flat=True))
    assert {"casework.meeting_held", "casework.action_done", "integrations.records_imported"} <= kinds
    for model in (Person, Family, Enquiry, Case, Meeting, PlanAction, Transfer, Audit, Agreement, Reading):
        for row in model._default_manager.all():
            assert row.history.get().pgh_context["url"] == "import_records"


MOST_BARE = {
    "people.csv": b"person_id,family_id\nP1,F1\n",
    "enquiries.csv": b"enquiry_id\nE1\n",
    "cases.csv": b"case_id,family_id\nC1,F1\n",
    "consents.csv": b"case_id,person_id\nC1,P1\n",
    "assessments.csv": b"assessment_id,case_id\nA1,C1\n",
    "meetings.csv": b"case_id\nC1\n",
    "actions.csv": b"case_id\nC1\n",
    "readings.csv": b"case_id,person_id\nC1,P1\n",
    "transfers.csv": b"case_id\nC1\n",
    "audits.csv": b"audit_id,case_id\nAU1,C1\n",
    "training.csv": b"course\nEarly help\n",
}


def test_keys_alone_are_imported(tmp_path):
    folder = folder_of(tmp_path / "old", MOST_BARE)

    assert Ran(folder).status == 0
    assert [Case.objects.count(), Agreement.objects.count(), Meeting.objects.count()] == [1, 1, 1]
    assert Ran(folder).status == 0
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"enquiries": [ENQUIRY | {"screened_at": ""}]},
        {"enquiries": [ENQUIRY | {"outcome": ""}]},
        {"enquiries": [ENQUIRY | {"outcome": "", "family_id": ""}], "cases": [CASE | {"enquiry_id": ""}]},
        {"enquiries": [ENQUIRY | {"received_at": "2099-01-01T10:00"}]},
        {"enquiries": [ENQUIRY | {"screened_at": "2026-01-01T10:00"}]},
        {"enquiries": [ENQUIRY | {"enquirer_told_at": "2025-01-01T10:00"}]},
        {"enquiries": [ENQUIRY | {"channel": "transfer"}], "cases": [CASE | {"origin": "step_down"}]},
        {"cases": [CASE | {"allocated_on": "2025-01-01"}]},
        {"cases": [CASE | CLOSED | {"allocated_on": "2026-08-01"}]},
        {"cases": [CASE | CLOSED | {"closed_on": ""}]},
        {"cases": [CASE | CLOSED, CASE | {"case_id": "C2"}, CASE | {"case_id": "C3"}]},
        {"cases": [CASE | {"opened_on": "2099-01-01"}]},
        {"consents": [CONSENT, CONSENT | {"status": "withdrawn", "on": "2026-01-01"}]},
        {"consents": [CONSENT | {"method": "m" * 200, "kind": "sharing"}, CONSENT | {"person_id": "P3"}]},
        {"actions": [ACTION, ACTION | {"action": "Other", "done_on": ""}]},
        {"transfers": [{"case_id": "C1", "direction": "step_up", "requested_at": "2026-03-01T10:00"}] * 2
            + [{"case_id": "C1", "direction": "step_up", "requested_at": "2026-03-02T10:00"}]},
        {"transfers": [{"case_id": "C1", "direction": "step_down", "requested_at": "2026-03-05T10:00",
                        "accepted_at": "2026-03-01T10:00"}], "cases": [CASE | CLOSED]},
        {"people": [PERSON, MOTHER | {"relationship": "sibling"}, OTHER_FAMILY | {"family_id": "F1"}]},
        {"people": [PERSON | {"relationship": "sibling"}, MOTHER,
                    OTHER_FAMILY | {"family_id": "F1", "relationship": "sibling"}]},
        {"people": [PERSON, MOTHER, PERSON | {"family_id": "F2"}, MOTHER | {"family_id": "F2"}]},
        {"people": [PERSON | {"given_names": "", "family_name": ""}, MOTHER, OTHER_FAMILY]},
        {"people": [PERSON | {"postcode": "somewhere quite else"}, MOTHER, OTHER_FAMILY]},
        {"people": [PERSON | {"role": "unborn"}, MOTHER | {"role": ""}, OTHER_FAMILY]},
        {"people": [PERSON | {"date_of_birth": "", "expected_date": "2026-01-01"}, MOTHER, OTHER_FAMILY]},
        {"people": [PERSON | {"expected_date": "2018-05-01"}, MOTHER, OTHER_FAMILY]},
        {"people": [PERSON | {"restricted": "yes"}, MOTHER, OTHER_FAMILY]},
        {"people": [PERSON | {"upn": "ÄÖ 1", "nhs_number": "９４３"}, MOTHER, OTHER_FAMILY]},
    ],
)  # fmt: skip
def test_whatever_has_no_fault_is_imported(tmp_path, changed):
    ran = Ran(folder_of(tmp_path / "old", files(**changed)))

    assert (ran.status, ran.err) == (0, "")
    assert Person.objects.exists()


def later(tmp_path, **changed):
    return Ran(folder_of(tmp_path / "later", files(**changed)))


def test_a_case_may_follow_an_enquiry_that_came_before(old, tmp_path):
    Ran(folder_of(tmp_path / "first", files(cases=[], **NOTHING)))
    assert Decision.objects.get().taken_up_at is None

    assert Ran(old).status == 0

    assert Decision.objects.get().taken_up_at is not None
    assert Case.objects.get().decision == Decision.objects.get()


def test_an_enquiry_opens_one_case_and_is_kept_with_both(old, tmp_path):
    Ran(old)

    second = CASE | {"case_id": "C2"}
    assert later(tmp_path, cases=[CASE, second]).status == 0

    assert {case.decision is None for case in Case.objects.all()} == {True, False}
    assert Case.objects.exclude(enquiry=None).count() == 2


def test_somebody_known_may_join_another_family_later(old, tmp_path):
    Ran(old)

    assert later(tmp_path, people=[*SOUND["people.csv"], PERSON | {"family_id": "F2"}]).status == 0

    assert Person.objects.count() == 3
    assert FamilyMembership.objects.filter(person__given_names="Ava").count() == 2


def test_a_case_goes_by_its_locality_and_its_family_with_it(tmp_path):
    Ran(folder_of(tmp_path / "old", files(cases=[CASE | {"locality": "NORTH"}])))

    assert Case.objects.get().locality == Family.objects.get(name="Ash").locality
    assert Case.objects.get().locality.code.casefold() == "north"


def test_the_level_of_a_case_that_nobody_leads_is_kept(tmp_path):
    row = CASE | {"allocated_on": "", "lead_practitioner": "", "lead_agency": "", "lead_agency_type": ""}
    Ran(folder_of(tmp_path / "old", files(cases=[row])))

    assert (CaseSpan.objects.get().level_at_allocation, Case.objects.get().allocated_on) == (3, None)
    assert Allocation.objects.count() == 0


def test_a_type_of_agency_alone_is_kept_and_still_nobody_leads(tmp_path):
    row = CASE | {
        "allocated_on": "",
        "lead_practitioner": "",
        "lead_agency": "",
        "lead_agency_type": "school",
    }
    Ran(folder_of(tmp_path / "old", files(cases=[row])))

    assert Allocation.objects.get().lead_agency_type == "school"
    assert Case.objects.get().allocated_on is None
    assert Case.objects.filter(unled(date(2026, 6, 1))).count() == 1


def test_who_leads_since_an_unknown_day_leads_and_owes_meetings(tmp_path):
    Ran(folder_of(tmp_path / "old", files(cases=[CASE | {"allocated_on": ""}])))

    assert Case.objects.get().allocated_on is None
    assert not Case.objects.filter(unled(date(2026, 6, 1))).exists()
    assert Duty.objects.open().filter(kind="hold_meeting").exists()


def test_what_an_older_system_decided_and_graded_without_saying_how_is_kept_so(tmp_path):
    decided = ENQUIRY | {"outcome": "", "source_type": ""}
    Ran(folder_of(tmp_path / "old", files(enquiries=[decided], audits=[AUDIT | {"grade": ""}])))

    enquiry = Enquiry.objects.get()
    assert (enquiry.state, enquiry.source_type) == ("decided", "")
    assert (enquiry.decisions.get().outcome, enquiry.tellings.count()) == ("", 1)
    assert Audit.objects.get().grade == ""
    assert profiles.current().source_types.label(enquiry.source_type) == "Not recorded"


def test_the_next_meeting_is_owed_by_when_the_team_met_last(tmp_path):
    Ran(folder_of(tmp_path / "old", files(meetings=[MEETING | {"held_on": "2026-06-01"}, MEETING])))

    days = Case.objects.get().profile.profile.clocks.meeting_max_days
    owed = Duty.objects.open().get(kind="hold_meeting")
    assert owed.due_on == date(2026, 6, 1) + timedelta(days)


def test_a_step_up_that_nobody_answered_lapses_with_its_case(tmp_path):
    asked = TRANSFER | {"accepted_at": ""}
    Ran(folder_of(tmp_path / "old", files(cases=[CASE | CLOSED], transfers=[asked])))

    assert Transfer.objects.get().state == "cancelled"


def test_a_step_up_that_is_asked_for_still_waits(tmp_path):
    Ran(folder_of(tmp_path / "old", files(transfers=[TRANSFER | {"accepted_at": ""}])))

    assert (Transfer.objects.get().state, Transfer.objects.get().answered_at) == ("requested", None)


def test_a_telling_without_a_decision_is_a_finding_and_not_kept(tmp_path):
    told = ENQUIRY | {"outcome": "", "screened_at": ""}
    ran = Ran(folder_of(tmp_path / "old", files(cases=[], enquiries=[told], **NOTHING)))

    assert "enquiries.csv:2:enquirer_told_at: finding: the enquirer was told, and no decision" in ran.out
    assert Telling.objects.count() == 0
