"""Asking somebody to lead and answering, page by page."""

import pytest

from baton.casework.actions import proposal
from baton.casework.models import Proposal, training
from baton.casework.tests import factories
from baton.casework.tests.factories import NOW
from baton.casework.tests.pages import get, post, text
from baton.casework.tests.proposals import ask
from baton.frontdoor.rules.decision import Outcome
from baton.frontdoor.tests import factories as door
from baton.partnership.models import Membership, Organisation
from baton.partnership.tests.factories import practitioner
from baton.people.models import Involvement


@pytest.fixture
def unled(home, around):
    return factories.case(home, None, coordinator=around.coordinator)


def chosen(who, **changes):
    key = str(Membership.objects.get(practitioner=who).pk)
    return {"lead": key, "way": "ask", "level": "2", "coordinator": "", "expected_version": 1} | changes


def test_the_page_ranks_who_could_lead_and_says_why(unled, home, around, as_, monkeypatch):
    Organisation.objects.filter(pk=around.school.pk).update(locality=around.place)
    home.mother.first_language = "pol"
    home.mother.save()
    Involvement.objects.create(family=unled.family, kind="school", organisation=around.school)
    speaks = practitioner(name="Pol Nowak", at=around.school)
    Membership.objects.filter(practitioner=speaks).update(languages=["pol"])
    trained = practitioner(name="Tia Rand", at=around.school)
    monkeypatch.setattr(
        training, "attended", lambda courses: dict.fromkeys([trained.pk], next(iter(courses)))
    )

    words = text(get(as_(around.coordinator), "case_allocate", unled.pk))

    assert words.index("Pol Nowak, Hill Top School") < words.index("Tia Rand") < words.index("Ann Bell")
    assert "speaks Polish, as the family does" in words
    assert "works in North" in words
    assert "attended “Delivering Early Help”" in words
    assert "the organisation works with the family" in words


def test_the_coordinator_asks_and_the_page_says_who_was_asked(unled, around, as_):
    browser = as_(around.coordinator)

    sent = post(browser, "case_allocate", unled.pk, **chosen(around.lead, message="Grandma helps."))

    row = Proposal.objects.get()
    assert sent.url == f"/cases/{unled.pk}/"
    assert (row.practitioner, row.level, row.message) == (around.lead, 2, "Grandma helps.")
    words = text(get(browser, "case_allocate", unled.pk))
    assert "Lee Marsh, Hill Top School Waiting for an answer" in words
    assert "Call the question back" in words
    assert "has been asked to" in text(get(browser, "case", unled.pk))
    assert "Leads Nobody yet" in text(get(browser, "case", unled.pk))


def test_without_saying_whether_they_are_asked_nothing_happens(unled, around, as_):
    page = post(as_(around.coordinator), "case_allocate", unled.pk, **chosen(around.lead, way=""))

    assert "Choose whether they are asked first" in text(page)
    assert not Proposal.objects.exists()


def test_opening_a_case_may_ask_first(around, as_):
    enquiry = door.decided(around.screener, Outcome.ASSESSMENT)

    post(as_(around.screener), "case_open", enquiry.pk, **chosen(around.lead))

    row = Proposal.objects.get()
    assert (row.case.enquiry, row.case.allocations.count()) == (enquiry, 0)


def test_who_is_asked_reads_about_the_family_and_accepts(unled, around, as_):
    ask(unled, around)
    browser = as_(around.lead)
    assert "You are asked to lead this case" in text(get(browser, "case", unled.pk))
    assert "Say whether you can lead this case" in text(get(browser, "my_work"))

    words = text(get(browser, "proposal_answer", unled.pk))
    assert "Cas Hart asked you on 14 September 2026. Please answer by 16 September 2026" in words
    assert "school of Ava" in words
    assert "Grandma helps." in words

    sent = post(browser, "proposal_answer", unled.pk, answer="yes")
    assert sent.url == f"/cases/{unled.pk}/"
    assert unled.allocations.get().practitioner == around.lead


def test_who_cannot_says_why_and_the_coordinator_reads_it(unled, around, as_):
    ask(unled, around)
    page = post(as_(around.lead), "proposal_answer", unled.pk, answer="no", refusal="", words="Busy")
    assert "Choose why you cannot" in text(page)

    sent = post(
        as_(around.lead), "proposal_answer", unled.pk, answer="no", refusal="not_best_placed", words="Ask Bea"
    )
    assert sent.url == "/my-work/"

    browser = as_(around.coordinator)
    assert "ask the next one" in text(get(browser, "my_work"))
    words = text(get(browser, "case_allocate", unled.pk))
    assert "Could not" in words
    assert "Somebody else is better placed. Ask Bea" in words
    assert words.index("Ann Bell, Hill Top School") < words.index("was asked before and could not")


def test_the_question_is_called_back_with_a_reason(unled, around, as_):
    ask(unled, around)
    browser = as_(around.coordinator)
    assert "stop seeing this family" in text(get(browser, "proposal_withdraw", unled.pk))
    assert "Write why you call it back" in text(post(browser, "proposal_withdraw", unled.pk))

    post(browser, "proposal_withdraw", unled.pk, reason="The wrong school")

    assert Proposal.objects.get().state == "withdrawn"
    assert get(browser, "proposal_withdraw", unled.pk).status_code == 404


def test_nobody_else_answers_and_an_answered_question_is_gone(unled, around, as_):
    row = ask(unled, around)
    assert get(as_(around.coordinator), "proposal_answer", unled.pk).status_code == 403

    proposal.refuse(proposal=row, refusal="other", words="", by=around.lead, at=NOW)

    assert get(as_(around.lead), "proposal_answer", unled.pk).status_code == 404
