"""Specialists are asked for their view, read that enquiry and no other, and answer, or return it."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from baton.core import wall
from baton.documents import actions as documents
from baton.documents.actions import Details
from baton.frontdoor import notices
from baton.frontdoor.actions import check as checks
from baton.frontdoor.actions import specialist as actions
from baton.frontdoor.models import Enquiry, EnquiryDocument, SpecialistRequest
from baton.frontdoor.rules.check import CheckKind
from baton.frontdoor.rules.specialist import OUTCOME_HINTS, OUTCOME_WORDS, SCREENED, SpecialistOutcome
from baton.frontdoor.tests import factories as make
from baton.frontdoor.tests.asking import close_to
from baton.frontdoor.tests.specialists import ask, clinician
from baton.journal.models import AccessEntry, Event
from baton.notices.models import Message
from baton.partnership.models import Organisation, Practitioner
from baton.partnership.rules.roles import Role
from baton.people.models import AccessBar, Family
from baton.people.rules.facts import BarReason
from tests.browsing import Browser, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def screener():
    return make.screener(name="Sid Rowe")


@pytest.fixture
def cam():
    return clinician(name="Cam Hill")


@pytest.fixture
def asked(cam, screener):
    return ask(make.claimed(screener), screener)


def answer(request, by, outcome=SpecialistOutcome.ADVICE, view="Her school can help first.", at=make.NOW):
    return actions.answer(request=request, outcome=outcome, view=view, by=by, at=at)


def reads(who, enquiry):
    """Whether both walls let somebody read an enquiry; they agree."""
    fresh = Practitioner.objects.get(pk=who.pk)
    first = Enquiry.objects.visible_to(fresh).filter(pk=enquiry.pk).exists()
    with wall.entered(who.pk, at=timezone.now(), today=timezone.localdate()), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM frontdoor_enquiry WHERE id = %s", [enquiry.pk])
        second = cursor.fetchone() == (1,)
        cursor.execute("SELECT count(*) FROM frontdoor_enquiryperson WHERE enquiry_id = %s", [enquiry.pk])
        assert (cursor.fetchone()[0] > 0) is second
    assert first is second
    return first


def test_every_outcome_has_words_and_a_returned_enquiry_was_not_screened():
    assert set(OUTCOME_WORDS) == set(OUTCOME_HINTS) == set(SpecialistOutcome)
    assert SpecialistOutcome.RETURNED not in SCREENED


def test_specialists_are_written_to_and_read_that_enquiry_alone(asked, cam, screener):
    other, stranger = make.received(), make.practitioner()

    assert asked.due_at > make.NOW
    assert {one.to_practitioner for one in Message.objects.all()} == {cam}
    assert Event.objects.get(kind="frontdoor.specialist_asked").data["specialism"] == "camhs"
    assert [reads(cam, one) for one in (asked.enquiry, other)] == [True, False]
    assert not reads(stranger, asked.enquiry)


def found_out(who):
    """How much of what was found out about an enquiry plain SQL gives somebody: answers, notes, documents."""
    tables = ("frontdoor_check", "frontdoor_informationnote", "frontdoor_enquirydocument")
    found = []
    with wall.entered(who.pk, at=timezone.now(), today=timezone.localdate()), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {table}")
            found.append(cursor.fetchone()[0])
    return found


def test_specialists_read_what_was_found_out_about_it_while_their_view_is_waited_for(
    asked, cam, screener, settings, tmp_path
):
    settings.BATON_HOME = tmp_path
    make.checked(asked.enquiry, screener)
    checks.add_note(enquiry=asked.enquiry, text="She is well", source="nurse", by=screener, at=make.NOW)
    letter = EnquiryDocument(enquiry=asked.enquiry)
    words = Details(title="Letter", kind="letter", dated_on=make.NOW.date())
    documents.add(document=letter, details=words, file=BytesIO(b"Dear all"), by=screener, at=make.NOW)

    assert found_out(cam) == [len(CheckKind), 1, 1]
    assert found_out(make.practitioner()) == [0, 0, 0]
    answer(asked, cam)
    assert found_out(cam) == [0, 0, 0]


def test_with_their_view_the_enquiry_closes_to_them_and_the_screener_is_told(asked, cam, screener):
    answer(asked, cam)

    assert not reads(cam, asked.enquiry)
    assert Message.objects.filter(to_practitioner=screener).count() == 1
    assert Event.objects.get(kind="frontdoor.specialist_answered").data["outcome"] == "advice"
    with pytest.raises(actions.Settled):
        answer(asked, cam)


def test_what_is_returned_may_be_asked_again(asked, cam, screener):
    with pytest.raises(actions.AskedAlready):
        ask(asked.enquiry, screener)

    answer(asked, cam, SpecialistOutcome.RETURNED, "How old is she?")

    assert Event.objects.filter(kind="frontdoor.specialist_returned").exists()
    assert ask(asked.enquiry, screener).pk != asked.pk


def test_a_view_needs_words(asked, cam):
    with pytest.raises(actions.WordsNeeded):
        answer(asked, cam, view="  ")


def test_deciding_or_taking_back_ends_it(asked, cam, screener):
    other = ask(make.claimed(screener), screener)
    actions.withdraw(request=other, reason="Wrong enquiry", by=screener, at=make.NOW)
    enquiry = make.linked(make.checked(asked.enquiry, screener), screener)
    make.decide(enquiry, screener)

    closed = dict(SpecialistRequest.objects.values_list("pk", "closed_because"))
    assert closed == {asked.pk: "enquiry_done", other.pk: "withdrawn"}
    assert not reads(cam, enquiry)
    with pytest.raises(actions.NothingToScreen):
        ask(enquiry, screener)


def test_nobody_is_asked_where_nobody_works_or_the_family_is_restricted(screener):
    enquiry = make.linked(make.claimed(screener), screener)
    with pytest.raises(actions.NoSpecialist):
        ask(enquiry, screener)
    clinician()
    with pytest.raises(actions.NoSpecialist):
        ask(enquiry, screener, specialism="surgeons")
    Family.objects.update(
        restriction="restricted", restriction_reason="Risk", restricted_at=make.NOW, review_on=make.NOW.date()
    )
    with pytest.raises(actions.NotForThem):
        ask(enquiry, screener)


@pytest.mark.parametrize("kept", ["restricted", "barred"])
def test_a_family_that_closes_meanwhile_closes_to_them(asked, cam, screener, kept):
    enquiry = make.linked(asked.enquiry, screener)
    assert reads(cam, enquiry)
    family = Family.objects.get()

    if kept == "barred":
        AccessBar.objects.create(family=family, practitioner=cam, reason=BarReason.OTHER, from_at=make.NOW)
    else:
        values = {"restriction_reason": "Risk", "restricted_at": make.NOW, "review_on": make.NOW.date()}
        Family.objects.update(restriction=kept, **values)

    assert not reads(cam, enquiry)


def rows_of(who):
    """The questions to specialists that plain SQL gives somebody, their words included."""
    with wall.entered(who.pk, at=timezone.now(), today=timezone.localdate()), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM frontdoor_specialistrequest WHERE question <> ''")
        return {pk for (pk,) in cursor.fetchall()}


def close(enquiry, to, how):
    """Let an enquiry be closed to somebody."""
    if how == "conflict":
        close_to(to, enquiry)
    elif how == "barred":
        family = Family.objects.get()
        AccessBar.objects.create(family=family, practitioner=to, reason=BarReason.OTHER, from_at=make.NOW)
    else:
        values = {"restriction_reason": "Risk", "restricted_at": make.NOW, "review_on": make.NOW.date()}
        Family.objects.update(restriction=how, **values)


@pytest.mark.parametrize("how", ["conflict", "barred", "restricted", "sealed"])
def test_what_was_answered_closes_with_the_enquiry_or_the_family(asked, cam, screener, how):
    other = ask(make.received(), screener)
    linked = make.linked(asked.enquiry, screener)
    answer(asked, cam)
    assert rows_of(cam) == {asked.pk, other.pk}

    close(linked, cam, how)

    fresh = Practitioner.objects.get(pk=cam.pk)
    assert list(SpecialistRequest.objects.of_specialist(fresh)) == [other]
    assert rows_of(cam) == {other.pk}
    assert "Is it more than tired?" not in text(Browser(cam).get("specialist_queue", show="answered"))
    assert Browser(cam).get("specialist_answer", asked.enquiry_id, asked.pk).status_code == 404


@pytest.mark.parametrize("how", ["conflict", "barred"])
def test_whoever_is_closed_out_is_not_written_to(cam, screener, how):
    enquiry = make.linked(make.claimed(screener), screener)
    close(enquiry, cam, how)
    with pytest.raises(actions.NoSpecialist):
        ask(enquiry, screener)

    colleague = clinician()
    ask(enquiry, screener)

    assert Message.objects.get(template=notices.ASK_SPECIALIST.code).to_practitioner == colleague


def test_what_was_answered_is_noted_as_read(asked, cam, screener):
    enquiry = make.linked(asked.enquiry, screener)
    browser, about = Browser(cam), {"practitioner_id": cam.pk, "family_id": enquiry.family_id}
    assert enquiry.reference in text(browser.get("specialist_queue"))
    answer(asked, cam)

    browser.get("specialist_answer", asked.enquiry_id, asked.pk)

    assert (
        AccessEntry.objects.filter(**about, what="page", reason=f"enquiry {enquiry.reference}").count() == 1
    )
    before = AccessEntry.objects.filter(**about, what="list").count()
    browser.get("specialist_queue", show="answered")
    assert AccessEntry.objects.filter(**about, what="list").count() == before + 1


def test_whoever_looks_after_the_system_reads_none(asked):
    keeper = make.practitioner(
        Role.PRACTITIONER, Role.SYSTEM_ADMINISTRATOR, at=Organisation.objects.get(code="camhs")
    )

    assert not reads(keeper, asked.enquiry)
    assert Browser(keeper).get("specialist_queue").status_code == 403


def test_the_hub_asks_on_the_page_of_the_enquiry_and_reads_the_view_beside_the_others(screener, cam):
    enquiry, browser = make.claimed(screener), Browser(screener)
    assert (
        reverse("specialist_ask", args=[enquiry.pk])
        in browser.get("enquiry_page", enquiry.pk).content.decode()
    )

    empty = text(browser.post("specialist_ask", enquiry.pk))
    done = browser.post("specialist_ask", enquiry.pk, specialism="camhs", question="Is it more than tired?")
    again = text(browser.post("specialist_ask", enquiry.pk, specialism="camhs", question="Is it?"))

    assert "Choose whom you ask" in empty
    assert "Write what you want to know" in empty
    assert done.url.endswith("#agencies")
    assert "CAMHS clinicians were asked already" in again
    page = text(browser.get("enquiry_page", enquiry.pk))
    assert "CAMHS clinicians Late: ring them" in page or "CAMHS clinicians Not answered yet" in page
    answer(SpecialistRequest.objects.get(), cam)
    assert "CAMHS clinicians Advises" in text(browser.get("enquiry_page", enquiry.pk))
    assert "Her school can help first." in text(browser.get("enquiry_agencies", enquiry.pk))


def test_the_hub_takes_a_question_back(screener, asked):
    browser, where = Browser(screener), (asked.enquiry_id, asked.pk)

    assert "Take your question back from CAMHS clinicians?" in text(
        browser.get("specialist_withdraw", *where)
    )
    assert browser.post("specialist_withdraw", *where, reason="Wrong enquiry").status_code == 302
    assert "already, or is not needed" in text(browser.post("specialist_withdraw", *where, reason="Again"))


def test_a_clinician_answers_from_their_own_list(asked, cam, django_assert_max_num_queries):
    browser, where = Browser(cam), (asked.enquiry_id, asked.pk)
    reference = asked.enquiry.reference
    with django_assert_max_num_queries(14):
        listed = text(browser.get("specialist_queue"))
    assert reference in listed
    assert reference in text(browser.get("my_work"))
    page = text(browser.get("enquiry_page", asked.enquiry_id))
    assert "three weeks" in page
    assert "Ask an agency" not in page
    assert "Is it more than tired?" in text(browser.get("specialist_answer", *where))

    empty = text(browser.post("specialist_answer", *where))
    done = browser.post("specialist_answer", *where, outcome="advice", view="School first.")

    assert "Choose your view" in empty
    assert done.url == reverse("specialist_queue")
    assert "Nothing waits for your view" in text(browser.get("specialist_queue"))
    assert "Others can help" in text(browser.get("specialist_queue", show="answered"))
    assert "School first." in text(browser.get("specialist_answer", *where))
    assert browser.get("enquiry_page", asked.enquiry_id).status_code == 404
    assert AccessEntry.objects.filter(practitioner_id=cam.pk, reason=f"enquiry {reference}").exists()


def test_nobody_else_has_a_list_or_a_question(asked, screener):
    elsewhere = make.practitioner()

    assert Browser(elsewhere).get("specialist_queue").status_code == 403
    assert Browser(screener).get("specialist_answer", asked.enquiry_id, asked.pk).status_code == 403


def test_late_ones_are_told_apart(asked):
    waiting = SpecialistRequest.objects
    assert not waiting.late(asked.due_at).exists()
    assert waiting.late(asked.due_at + timedelta(seconds=1)).get() == asked
