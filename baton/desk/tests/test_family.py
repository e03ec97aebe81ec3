"""The family page: who is who, what is open, and the story, within what the reader may see."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from baton import journal
from baton.casework.tests import factories as cases
from baton.desk import family as desk
from baton.insight.tests.world import enquiry
from baton.journal.models import AccessEntry
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role
from baton.partnership.tests import factories
from baton.people.actions import family as families
from baton.people.models import Family
from baton.people.story import BY_SYSTEM
from baton.people.tests import factories as people

pytestmark = pytest.mark.django_db

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def page_of(client: Client, practitioner: Practitioner, family: Family, **query: str) -> str:
    client.force_login(practitioner, backend=BACKEND)
    answer = client.get(reverse("family_page", args=[family.pk]), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_family_on_one_page(client: Client, django_assert_max_num_queries) -> None:
    around, home = cases.cast(), cases.household()
    case = cases.case(home, around)
    waiting = enquiry(family=home.family, linked_at=datetime.now(UTC))

    with django_assert_max_num_queries(44):
        page = page_of(client, around.hub_manager, home.family)

    for words in (
        "Kelly",
        "Dean",
        "Ava",
        f"Case {case.reference}",
        f"Enquiry {waiting.reference}",
        "Lee Marsh",
    ):
        assert words in page, words
    assert AccessEntry.objects.filter(
        family_id=home.family.pk, practitioner_id=around.hub_manager.pk
    ).exists()


def test_an_open_case_shows_its_next_date(client: Client) -> None:
    around, home = cases.cast(), cases.household()
    cases.case(home, around)

    (thing,) = desk.open_things(home.family, around.lead)

    assert thing.due_at is not None


def test_nothing_open_says_so(client: Client) -> None:
    home = cases.household()

    page = page_of(client, factories.practitioner(Role.HUB_MANAGER), home.family)

    assert "Nothing is open." in page
    assert "Nobody is recorded as involved." in page


def test_an_older_case_is_entered_from_the_page_of_a_family_without_an_open_one(client: Client) -> None:
    around, home, busy = cases.cast(), cases.household(), cases.household("Busy")
    cases.case(busy, around)
    offer = "Enter an older case in the review register"

    assert offer in page_of(client, around.hub_manager, home.family)
    assert offer not in page_of(client, around.hub_manager, busy.family)
    assert offer not in page_of(client, around.screener, home.family)


def test_whoever_reads_in_an_emergency_is_offered_nothing_to_enter(client: Client) -> None:
    around, home = cases.cast(), cases.household()
    family = families.restrict(
        family=home.family,
        reason="A parent works here",
        expected_version=home.family.version,
        by=factories.practitioner(Role.SAFEGUARDING_LEAD),
        at=datetime.now(UTC) - timedelta(days=1),
    )
    people.break_glass(family, around.hub_manager)

    page = page_of(client, around.hub_manager, family)

    assert "Nothing is open." in page
    assert "Enter an older case" not in page


def test_who_led_a_closed_case_is_not_called_its_lead(client: Client) -> None:
    home, reader = cases.household(), factories.practitioner(Role.HUB_MANAGER)
    lead, before = factories.practitioner(name="Nia Now"), factories.practitioner(name="Ben Before")
    people.grant(home.family, lead)
    people.grant(home.family, before, read_only=True)

    page = page_of(client, reader, home.family)

    assert "Nia Now" in page
    assert "Ben Before" not in page


def test_the_story_is_narrowed_and_continued(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "PAGE", 2)
    around, home = cases.cast(), cases.household()
    now = datetime.now(UTC)
    for days in range(3):
        journal.record(
            "workforce.audited",
            at=now - timedelta(days=days),
            by=around.lead,
            family=home.family,
            person=home.child,
            data={"grade": "good"},
        )
    journal.record("partnership.signed_in", at=now, family=home.family)

    first = desk.story(home.family, around.lead, group="audits", person=home.child.pk, before="")
    second = desk.story(home.family, around.lead, group="audits", person=home.child.pk, before=first.older)

    assert "Case file audited: Good (Ava)" in {happening.words for happening in first.happenings}
    assert "Lee Marsh" in first.happenings[0].by
    assert not {happening.at for happening in first.happenings} & {h.at for h in second.happenings}
    everything = desk.story(home.family, around.lead, group="", person=None, before="rubbish")
    assert BY_SYSTEM in {happening.by for happening in everything.happenings}


def test_opening_a_case_is_one_line_that_names_who_leads() -> None:
    around, home = cases.cast(), cases.household()
    cases.case(home, around)

    shown = desk.story(home.family, around.lead, group="", person=None, before="").happenings

    (opened,) = (happening for happening in shown if happening.words == "Case opened")
    assert "Lead practitioner named: Lee Marsh, Hill Top School" in opened.also
    assert not any(
        "Access given" in line for happening in shown for line in (happening.words, *happening.also)
    )


def test_a_family_outside_ones_scope_does_not_exist(client: Client) -> None:
    home = cases.household()
    client.force_login(factories.practitioner(), backend=BACKEND)

    assert client.get(reverse("family_page", args=[home.family.pk])).status_code == 404


def test_a_restricted_family_names_whom_to_ask(client: Client) -> None:
    home = cases.household(restriction="restricted")
    client.force_login(factories.practitioner(Role.HUB_MANAGER), backend=BACKEND)

    answer = client.get(reverse("family_page", args=[home.family.pk]))

    assert answer.status_code == 403
    assert "restricted" in answer.content.decode().lower()


def test_filters_that_are_none_change_nothing(client: Client) -> None:
    home = cases.household()

    page = page_of(client, factories.practitioner(Role.HUB_MANAGER), home.family, person="x", before="y")

    assert "The story so far" in page
