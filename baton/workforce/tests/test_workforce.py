"""Audits and training: what is kept, who reads it, how it is corrected."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from baton import journal
from baton.casework.models import Case, training
from baton.core.versions import Stale
from baton.journal.models import AccessEntry, Event
from baton.partnership.models import Practitioner, ProfileVersion
from baton.partnership.rules.roles import Role
from baton.partnership.tests import factories
from baton.people.tests import factories as people
from baton.workforce import actions
from baton.workforce.models import Audit, TrainingAttendance
from tests.browsing import sought

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def case(reference: str = "C-000001") -> Case:
    family = people.family()
    return Case.objects.create(
        reference=reference,
        family=family,
        origin="review_register",
        profile=ProfileVersion.objects.get(),
        opened_on=date(2026, 1, 5),
    )


def an_audit() -> Audit:
    new = actions.NewAudit(
        case=case(), audited_on=date(2026, 5, 1), grade="good", imported_auditor="A. Auditor"
    )
    return actions.audit(new=new, by=None, at=NOW)


def an_attendance() -> TrainingAttendance:
    new = actions.NewAttendance(
        course="Delivering Early Help",
        held_on=date(2026, 4, 1),
        organisation_type="school",
        imported_name="B. Head",
    )
    return actions.attend(new=new, by=None, at=NOW)


def as_(client: Client, *roles: Role) -> Practitioner:
    person = factories.practitioner(*roles)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return person


def test_an_audit_is_kept_with_its_event() -> None:
    audit = an_audit()

    event = Event.objects.get(kind="workforce.audited")
    assert (event.subject_id, event.case_id, event.family_id) == (
        audit.pk,
        audit.case_id,
        audit.case.family_id,
    )
    assert event.data == {"grade": "good"}
    assert str(audit).endswith("2026-05-01")


def test_many_leave_the_same_as_one_by_one() -> None:
    an_attendance()
    new = actions.NewAttendance(course="Neglect", held_on=date(2026, 4, 2))
    actions.attend_many(new=[new, new], by=None, at=NOW)

    assert Event.objects.filter(kind="workforce.attended").count() == 3
    assert {str(row) for row in TrainingAttendance.objects.all()} == {
        "Delivering Early Help on 2026-04-01",
        "Neglect on 2026-04-02",
    }


def test_names_are_shown_as_they_are_known() -> None:
    somebody = factories.practitioner(name="Ada Byron")

    assert an_audit().auditor_name == "A. Auditor"
    assert Audit(auditor=somebody).auditor_name == "Ada Byron"
    assert Audit().auditor_name == "not known"
    assert an_attendance().name == "B. Head"
    assert TrainingAttendance(practitioner=somebody).name == "Ada Byron"


def test_a_corrected_audit_keeps_its_reason_and_refuses_the_second_editor() -> None:
    audit, by = an_audit(), factories.practitioner(Role.AUDITOR)
    wanted = {
        "audited_on": date(2026, 5, 2),
        "grade": "inadequate",
        "reason": "Keyed wrong",
        "by": by,
        "at": NOW,
    }

    actions.correct_audit(audit=audit, expected_version=1, **wanted)

    assert (audit.grade, audit.version) == ("inadequate", 2)
    assert Event.objects.filter(kind="workforce.audit_corrected").count() == 1
    with pytest.raises(Stale):
        actions.correct_audit(audit=audit, expected_version=1, **wanted)


def test_nothing_is_saved_without_its_event(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the journal is full")

    audit, attendance, by = an_audit(), an_attendance(), factories.practitioner()
    monkeypatch.setattr(journal, "record_many", broken, raising=False)
    monkeypatch.setattr(journal, "record", broken, raising=False)

    with pytest.raises(RuntimeError):
        an_attendance()
    with pytest.raises(RuntimeError):
        actions.correct_audit(
            audit=audit, audited_on=NOW.date(), grade="good", reason="x", expected_version=1, by=by, at=NOW
        )
    with pytest.raises(RuntimeError):
        actions.correct_attendance(
            attendance=attendance,
            course="x",
            held_on=NOW.date(),
            organisation_type="",
            reason="x",
            expected_version=1,
            by=by,
            at=NOW,
        )

    assert TrainingAttendance.objects.count() == 1
    assert Audit.objects.get().version == 1


def test_the_list_of_audits_shows_cases_in_scope_and_says_so_to_the_access_log(client: Client) -> None:
    audit = an_audit()
    as_(client, Role.AUDITOR)

    page = client.get(reverse("audit_index"), {"grade": "good"}).content.decode()

    assert "C-000001" in page
    assert "Correct" in page
    assert AccessEntry.objects.filter(family_id=audit.case.family_id).exists()
    assert "No audit" in client.get(reverse("audit_index"), {"grade": "inadequate"}).content.decode()


def test_a_coordinator_reads_and_does_not_correct(client: Client) -> None:
    audit = an_audit()
    as_(client, Role.COORDINATOR)

    assert client.get(reverse("audit_index")).status_code == 200
    assert client.get(reverse("audit_correct", args=[audit.pk])).status_code == 403


def test_correcting_an_audit_on_its_page(client: Client) -> None:
    audit = an_audit()
    as_(client, Role.AUDITOR)
    address = reverse("audit_correct", args=[audit.pk])
    typed = {
        "audited_on-day": "2",
        "audited_on-month": "5",
        "audited_on-year": "2026",
        "grade": "requires_improvement",
        "reason": "Keyed wrong",
        "expected_version": "1",
    }

    assert client.get(address).status_code == 200
    assert client.post(address, typed).url == reverse("audit_index")
    late = client.post(address, typed).content.decode()

    assert "saved this yourself in another window" in late
    assert "Keyed wrong" in late


def test_training_is_narrowed_and_corrected(client: Client) -> None:
    attendance = an_attendance()
    as_(client, Role.TRAINING_LEAD)
    address = reverse("attendance_correct", args=[attendance.pk])
    typed = {
        "course": "Delivering Early Help, full day",
        "held_on-day": "1",
        "held_on-month": "4",
        "held_on-year": "2026",
        "organisation_type": "health",
        "reason": "Wrong type",
        "expected_version": "1",
    }

    found = sought(client, reverse("attendance_index"), words="early", organisation_type="school")
    assert "B. Head" in found.content.decode()
    assert client.get(address).status_code == 200
    assert client.post(address, typed).url == reverse("attendance_index")
    assert "saved this yourself in another window" in client.post(address, typed).content.decode()
    attendance.refresh_from_db()

    assert (attendance.organisation_type, attendance.correction_reason) == ("health", "Wrong type")


def test_whoever_attended_a_course_is_known_to_those_who_choose_who_leads() -> None:
    trained = factories.practitioner()
    for course, month in (("First", 1), ("Second", 2), ("Another", 3)):
        new = actions.NewAttendance(course=course, held_on=date(2026, month, 2), practitioner=trained)
        actions.attend(new=new, by=None, at=NOW)
    an_attendance()

    assert training.attended(["First", "Second"]) == {trained.pk: "Second"}
    assert training.attended([]) == {}
