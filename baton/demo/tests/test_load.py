"""Loading the story into a database: whole, once, and only where no real people are."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from io import StringIO
from math import sqrt
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from baton.casework.models import (
    Allocation,
    Assessment,
    Attendance,
    Case,
    CaseDocument,
    CaseSpan,
    Duty,
    Meeting,
    Pause,
    PlanAction,
    TeamMember,
    Transfer,
)
from baton.casework.models.listing import listed, narrowed
from baton.casework.rules.duty import DutyKind
from baton.core.models import Installation
from baton.demo.loading.partners import PASSWORD
from baton.demo.rules import figures
from baton.demo.rules.chance import LONDON
from baton.demo.rules.partners import DOMAIN, SIGN_INS, SPECIALIST
from baton.documents.files import store
from baton.frontdoor.models import (
    Enquiry,
    EnquiryDocument,
    InformationRequest,
    SafeguardingStop,
    SpecialistRequest,
)
from baton.insight.report import highlight_report
from baton.insight.rules.period import Period
from baton.journal.models import Event
from baton.notices.models import Bounce, Message
from baton.notices.rules.delivery import Status
from baton.partnership import places, profiles
from baton.partnership.models import AccountRequest, Practitioner
from baton.partnership.rules.places import Known
from baton.people.models import (
    AccessBar,
    Address,
    Agreement,
    BreakGlass,
    Conflict,
    Family,
    FamilyMembership,
    Person,
)

TODAY = date(2026, 3, 19)
NOW = datetime(2026, 3, 19, 14, tzinfo=LONDON)
FEBRUARY = Period(date(2026, 2, 1), date(2026, 2, 28), NOW, LONDON)
SIGMAS = 4
MANY = 200


def load(families: int = 60, *arguments: str) -> str:
    out = StringIO()
    call_command("load_demonstration", f"--families={families}", f"--today={TODAY}", *arguments, stdout=out)
    return out.getvalue()


@contextmanager
def loaded(families: int, blocker: DjangoDbBlocker) -> Iterator[str]:
    """Load so many families for several tests, and give what was told; all is undone when the block ends."""
    with blocker.unblock(), transaction.atomic():
        yield load(families)
        transaction.set_rollback(True)


@pytest.fixture(scope="class")
def few(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Sixty families, and what the command told."""
    with loaded(60, django_db_blocker) as told:
        yield told


@pytest.fixture(scope="class")
def many(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Two hundred families, and what the command told."""
    with loaded(MANY, django_db_blocker) as told:
        yield told


def person(name: str) -> Practitioner:
    return Practitioner.objects.get(email=f"{name}@{DOMAIN}")


def led_by(name: str) -> list[UUID]:
    return list(Allocation.objects.current().filter(practitioner=person(name)).values_list("case", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize(("families", "seed"), [(24, 5), (60, 2016), (150, 2016)])
def test_a_case_of_the_practitioner_waits_for_its_meeting_with_a_filled_plan(
    families: int, seed: int
) -> None:
    load(families, f"--seed={seed}")

    shown = listed(narrowed(person("practitioner"), {}, NOW))
    waiting = [case for case in shown if case.next_kind == DutyKind.HOLD_MEETING]

    assert waiting
    for case in waiting:
        states = set(
            PlanAction.objects.filter(case=case, outcome__state="open").values_list("state", flat=True)
        )
        assert states == {"open", "done"}


@pytest.mark.django_db
def test_a_database_of_real_people_is_refused() -> None:
    Installation.objects.update_or_create(pk=1, defaults={"kind": "real", "marked_at": NOW})

    with pytest.raises(CommandError) as refusal:
        load()

    assert refusal.value.returncode == 2
    assert not Practitioner.objects.filter(email__endswith=DOMAIN).exists()


def test_a_number_of_families_is_at_least_one(db) -> None:
    with pytest.raises(CommandError) as refusal:
        load(0)

    assert refusal.value.returncode == 2


def holds(figure, per_cent: float) -> bool:
    """Say whether a share lies within sampling error of a percentage."""
    share = per_cent / 100
    bound = SIGMAS * sqrt(figure.denominator * share * (1 - share)) + 1
    return abs(figure.numerator - figure.denominator * share) <= bound


class TestFewFamilies:
    """Sixty families, loaded once."""

    def test_whoever_keeps_records_safe_has_something_to_judge(self, few: str) -> None:
        for name in ("safeguarding", "governance"):
            conflicts = Conflict.objects.visible_to(person(name))
            assert conflicts.waiting().count() == 2
            assert set(conflicts.values_list("verdict", flat=True)) == {"", "confirmed", "lifted"}
            uses = BreakGlass.objects.for_review_by(person(name))
            assert (uses.count(), uses.waiting().count()) == (3, 2)
        assert Conflict.objects.visible_to(person("manager")).waiting().exists()
        for bar in AccessBar.objects.filter(to_at=None):
            barred = Practitioner.objects.get(pk=bar.practitioner_id)
            assert not Family.objects.visible_to(barred).filter(pk=bar.family_id).exists()
        assert AccessBar.objects.filter(to_at=None).count() == 3

    def test_specialists_agencies_and_managers_are_asked_and_some_have_answered(self, few: str) -> None:
        specialist = Practitioner.objects.get(email=SPECIALIST)

        asked = SpecialistRequest.objects.of_specialist(specialist)
        assert (asked.opens(specialist).count(), asked.late(NOW).count()) == (2, 1)
        assert set(asked.exclude(outcome="").values_list("outcome", flat=True)) == {"advice", "returned"}
        agencies = InformationRequest.objects.filter(enquiry__claimed_by=person("screener"))
        assert (agencies.count(), agencies.open().count()) == (3, 2)
        for name, waiting in (("manager", 2), ("administrator", 3)):
            assert AccountRequest.objects.for_decider(person(name)).waiting().count() == waiting
        assert AccountRequest.objects.filter(state="refused").exists()

    def test_some_messages_come_back_and_families_are_texted(self, few: str) -> None:
        assert set(Message.objects.exclude(to_phone="").values_list("status", flat=True)) == {
            Status.DELIVERED,
            Status.BOUNCED,
        }
        assert Bounce.objects.open().visible_to(person("manager")).exists()
        assert Bounce.objects.open().filter(practitioner=None).exists()
        assert Message.objects.filter(status=Status.WITHHELD).exists()
        assert not Bounce.objects.filter(bounced_at__gt=NOW).exists()

    def test_every_role_can_sign_in_and_has_something_to_do(self, few: str) -> None:
        assert PASSWORD in few
        assert all(f" {address}@{DOMAIN}" in few for address, *_ in SIGN_INS)
        assert person("screener").check_password(PASSWORD)
        owed = Duty.objects.open().owned_by(person("practitioner"))
        assert owed.late(NOW).exists()
        assert owed.filter(due_at__date=TODAY).exists()
        assert Duty.objects.open().owned_by(person("manager")).filter(kind="authorise_assessment").exists()
        assert Case.objects.active().filter(coordinator=person("coordinator")).exists()
        assert Transfer.objects.waiting().get().to_organisation == person("liaison").main_organisation()
        assert SafeguardingStop.objects.awaiting_receipt().count() == 2
        waiting = Enquiry.objects.filter(state__in=["new", "screening"])
        assert waiting.filter(due_at__lt=NOW).exists()
        assert waiting.filter(due_at__gt=NOW, due_at__lt=NOW + timedelta(hours=4)).exists()
        assert Enquiry.objects.filter(state="screening", claimed_by=person("screener")).count() == 2
        assert owed.filter(kind="amend_assessment").exists()
        assert (
            Meeting.objects.planned().filter(case__in=led_by("practitioner"), planned_for__gt=TODAY).exists()
        )
        held = CaseDocument.objects.filter(case__in=led_by("practitioner"))
        assert {one.file_kind for one in held} == {"pdf", "txt", "png"}
        assert all(store.is_whole(store.path_of(one.digest)) for one in held)
        assert EnquiryDocument.objects.get().enquiry.is_waiting

    def test_addresses_are_known_and_lie_in_the_partnership(self, few: str) -> None:
        found = [places.locate(postcode) for postcode in Address.objects.values_list("postcode", flat=True)]

        assert {place.known for place in found} == {Known.POSTCODE}
        assert all(place.locality_code for place in found)

    def test_closed_records_are_there(self, few: str) -> None:
        assert Family.objects.filter(restriction="sealed").exists()
        assert not Assessment.objects.filter(started_on__gt=TODAY).exists()

    def test_a_second_run_changes_nothing_and_says_how_old_its_people_are(self, few: str) -> None:
        before = [model.objects.count() for model in (Person, Family, Enquiry, Case, Practitioner)]

        told = load()

        assert "as of 19 March 2026" in told
        assert [model.objects.count() for model in (Person, Family, Enquiry, Case, Practitioner)] == before
        assert Installation.objects.get(pk=1).kind == Installation.Kind.DEMONSTRATION


class TestManyFamilies:
    """Two hundred families, loaded once."""

    def test_the_report_of_the_last_month_shows_the_shares_of_table_w(self, many: str) -> None:
        scale = MANY / figures.FAMILIES
        people = FamilyMembership.objects.values_list("person_id", flat=True)
        assert len(people) > len(set(people)), "nobody belongs to two families"

        shown = highlight_report(period=FEBRUARY, profile=profiles.current()).figures

        shares = {
            "enquiries.by_source.school": 35,
            "enquiries.by_outcome.assessment": 34,
            "enquiries.by_outcome.single_agency": 23,
            "enquiries.by_outcome.advice": 27,
            "enquiries.by_outcome.existing_case": 12,
            "screening.within_target": 66,
            "assessments.completed": figures.ASSESSED,
            "assessments.in_progress": figures.IN_PROGRESS,
            "meetings.on_time": 57,
        }
        shares |= {f"cases.by_lead_agency.{code}": weight for code, weight in figures.LEADS.items()}
        shares |= {f"audits.by_grade.{code}": weight for code, weight in figures.GRADES.items()}
        assert [code for code, per_cent in shares.items() if not holds(shown[code], per_cent)] == []
        assert abs(shown["enquiries.total"].value - figures.ENQUIRIES * scale) <= 5
        assert abs(shown["cases.active"].value - figures.ACTIVE * scale) <= 8
        assert shown["review_register.size"].value == round(figures.REGISTER * scale)
        assert shown["transfers.step_up"].numerator == round(figures.STEP_UPS * scale)
        assert shown["training.attended"].value == round(figures.TRAINED * scale)
        assert shown["closures.mean_level_change"].number == shown["closures.total"].value > 0
        assert shown["travelled.scaling.improved"].numerator > shown["travelled.scaling.worse"].numerator

    def test_cases_go_the_ways_that_cases_go(self, many: str) -> None:
        arrived = Transfer.objects.filter(direction="step_down")
        assert all(one.case.origin == "step_down" and one.enquiry.channel == "transfer" for one in arrived)
        assert arrived
        assert CaseSpan.objects.exclude(reopened_reason="").filter(case__state="open").exists()
        assert Assessment.objects.filter(state="returned").exists()
        assert Assessment.objects.filter(state="authorised", submissions__answer="returned").exists()
        assert Pause.objects.exists()
        by_purpose = Agreement.objects.values_list("purpose", "status")
        said = {(str(purpose), str(status)) for purpose, status in by_purpose}
        assert {("service", "not_asked"), ("share", "refused"), ("share", "withdrawn")} <= said
        others = Agreement.objects.filter(purpose="service", status__in=["refused", "not_asked"])
        for one in others:
            assert not Attendance.objects.filter(person=one.person_id, meeting__case=one.case_id).exists()
        left = TeamMember.objects.exclude(to_on=None).filter(case__state="open")
        assert all(
            not one.case.family.grants.in_force(NOW).filter(source_id=one.agreement_id) for one in left
        )
        came = Attendance.objects.filter(meeting__held_on__gte=date(2026, 2, 1))
        assert {"attended", "apologies", "absent"} == set(came.values_list("status", flat=True))
        assert Transfer.objects.filter(direction="step_up", case__state="closed").exists()
        assert Case.objects.filter(state="on_hold", pauses__to_on=None).exists()


@pytest.mark.profile("darlington")
def test_it_loads_for_the_other_profile(own_database, settings) -> None:
    settings.BATON_PROFILE = "darlington"

    told = load(100)

    rests = Transfer.objects.filter(direction="step_up", state="accepted")
    assert rests
    for one in rests:
        span, at = one.case.spans.get(), one.answered_at
        assert Event.objects.of_case(one.case_id).filter(kind="casework.case_put_on_hold", at=at).exists()
        assert one.case.state == "on_hold" or span.closed_on > at.date()

    assert "screener@demo.example" in told
    shown = highlight_report(period=FEBRUARY, profile=profiles.current()).figures
    assert shown["cases.active"].value > 10
    assert shown["cases.by_lead_agency.trust_family_support"].numerator == 0
