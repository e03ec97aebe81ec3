"""Who the people of an enquiry are: proposed, confirmed, written down, never revealed."""

from typing import Any

import pytest
from django.urls import reverse

from baton.core import drafts
from baton.frontdoor.models import Enquiry
from baton.frontdoor.tests import factories
from baton.frontdoor.tests.factories import NOW
from baton.partnership.models import Practitioner
from baton.people.models import Family
from baton.people.tests.factories import family
from tests.browsing import Browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def chosen(enquiry: Enquiry, **answers: str) -> dict[str, str]:
    return {f"person_{row.pk.hex}": answers.get(row.given_names, "leave") for row in enquiry.people.all()} | {
        "expected_version": str(enquiry.version)
    }


def registered(name: str, known: Family) -> Any:
    """A child whom a search finds."""
    from baton.people.actions import bulk
    from baton.people.actions.records import NewMembership, NewPerson
    from baton.people.rules.membership import MemberRole

    new = NewPerson(given_names=name, family_name="Shaw", date_of_birth=factories.AVA.date_of_birth)
    (person,) = bulk.register([new], by=None, at=NOW)
    bulk.add_members(
        [NewMembership(family_id=known.pk, person_id=person.pk, role=MemberRole.CHILD)], by=None, at=NOW
    )
    return person


def test_candidates_are_proposed_with_reasons(browser: Browser, screener: Practitioner) -> None:
    known = family("Shaw")
    registered("Ava", known)

    page = browser.get("enquiry_link", factories.claimed(screener).pk)

    assert known.reference in text(page)
    assert "Same date of birth" in text(page)
    assert text(page).count("checked") == 0
    assert "No record that you may see is like them" not in text(page)


def test_where_nobody_is_like_them_the_page_says_so(browser: Browser, screener: Practitioner) -> None:
    page = browser.get("enquiry_link", factories.claimed(screener).pk)

    assert "No record that you may see is like them" in text(page)


def test_a_match_is_confirmed_and_somebody_written_down(browser: Browser, screener: Practitioner) -> None:
    known = family("Shaw")
    ava = registered("Ava", known)
    enquiry = factories.claimed(screener)

    answer = browser.post(
        "enquiry_link",
        enquiry.pk,
        **chosen(enquiry, Ava=str(ava.pk), Kelly="new") | {"family": str(known.pk)},
    )

    after = factories.fresh(enquiry)
    assert answer.url == reverse("enquiry_page", args=[enquiry.pk])
    assert after.family == known
    assert after.people.get(given_names="Ava").person == ava
    assert known.memberships.count() == 2


def test_a_new_family_is_made_in_one_deed(browser: Browser, screener: Practitioner) -> None:
    enquiry = factories.claimed(screener)

    browser.post(
        "enquiry_link",
        enquiry.pk,
        **chosen(enquiry, Ava="new", Kelly="new") | {"family": "new", "family_name": "Shaw"},
    )

    after = factories.fresh(enquiry)
    assert after.family is not None
    assert (after.family.name, after.family.memberships.count()) == ("Shaw", 2)
    page = browser.get("enquiry_page", enquiry.pk)
    assert f'href="{reverse("family_page", args=[after.family.pk])}"' in page.content.decode()


def test_hidden_people_are_not_proposed(browser: Browser, screener: Practitioner) -> None:
    hidden = family("Shaw", restriction="sealed")
    ava = registered("Ava", hidden)
    enquiry = factories.claimed(screener)

    page = text(browser.get("enquiry_link", enquiry.pk))
    forged = browser.post(
        "enquiry_link", enquiry.pk, **chosen(enquiry, Ava=str(ava.pk)) | {"family": str(hidden.pk)}
    )

    assert hidden.reference not in page
    assert "Choose one of the answers shown" in text(forged)
    assert factories.fresh(enquiry).family is None


def test_a_further_search_adds_candidates(browser: Browser, screener: Practitioner) -> None:
    known = family("Hill")
    registered("Zoe", known)
    enquiry = factories.claimed(screener, people=(factories.KELLY,))

    without = text(browser.get("enquiry_link", enquiry.pk))
    with_it = text(browser.seek("enquiry_link", enquiry.pk, q="Zoe Shaw"))

    assert "Zoe Shaw" not in without
    assert "Zoe Shaw" in with_it


def test_whoever_both_searches_find_is_proposed_once(browser: Browser, screener: Practitioner) -> None:
    ava = registered("Ava", family("Shaw"))
    enquiry = factories.claimed(screener, people=(factories.AVA,))

    page = browser.seek("enquiry_link", enquiry.pk, q="Ava Shaw").content.decode()

    assert page.count(f'value="{ava.pk}"') == 1


def test_two_people_are_not_matched_to_one(browser: Browser, screener: Practitioner) -> None:
    known = family("Shaw")
    ava = registered("Ava", known)
    people = (factories.AVA, factories.AVA)
    enquiry = factories.claimed(screener, people=people)

    answer = browser.post(
        "enquiry_link", enquiry.pk, **chosen(enquiry, Ava=str(ava.pk)) | {"family": str(known.pk)}
    )

    assert "were matched to one person" in text(answer)


def test_linking_from_an_old_page_is_told_and_may_be_repeated(
    browser: Browser, screener: Practitioner
) -> None:
    enquiry = factories.claimed(screener)
    typed = chosen(enquiry, Ava="new") | {"family": "new", "family_name": "Second"}
    factories.linked(enquiry, screener)

    refused = browser.post("enquiry_link", enquiry.pk, **typed)
    browser.post("enquiry_link", enquiry.pk, **typed | {"expected_version": "2"})

    assert "saved this yourself in another window" in text(refused)
    assert 'name="expected_version" value="2"' in refused.content.decode()
    after = factories.fresh(enquiry).family
    assert after is not None
    assert after.name == "Second"


@pytest.mark.parametrize(("seen", "goes_on"), [(0, True), (-1, False)])
def test_a_decision_begun_before_goes_on_with_the_link_unless_somebody_else_saved(
    browser: Browser, screener: Practitioner, seen: int, goes_on: bool
) -> None:
    enquiry = factories.claimed(screener)
    kept = {"owner_key": str(screener.pk), "form": "enquiry_decide", "subject": str(enquiry.pk)}
    typed = {"decision-reason": "One worry", "decision-expected_version": str(enquiry.version + seen)}
    drafts.save(**kept, data=typed, at=NOW)

    browser.post(
        "enquiry_link",
        enquiry.pk,
        **chosen(enquiry, Ava="new", Kelly="new") | {"family": "new", "family_name": "Shaw"},
    )

    draft, version = drafts.load(**kept), factories.fresh(enquiry).version
    assert draft is not None
    assert draft.data["decision-reason"] == "One worry"
    assert (draft.data["decision-expected_version"] == str(version)) is goes_on
