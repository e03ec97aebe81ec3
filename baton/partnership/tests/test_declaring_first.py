"""Whoever is to say whom they may not see says it before any page is shown to them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from baton.core import drafts
from baton.partnership import keeping
from baton.partnership.models import Practitioner
from baton.partnership.permissions import must_declare_first
from baton.partnership.rules.roles import Role
from baton.partnership.tests import factories
from tests.browsing import Browser
from tests.matrix.addresses import addresses

pytestmark = pytest.mark.django_db

DECLARATION = reverse("declaration")
TWO_YEARS = timedelta(days=730)


@pytest.fixture
def screener() -> Practitioner:
    return factories.practitioner(Role.HUB_SCREENER, declared_at=None)


def test_these_pages_alone_open_before() -> None:
    before = {address.name for address in addresses() if address.before_declaring}

    assert before == {"declaration", "enquiry_stop", "enquiry_stopped", "draft_save", "draft_throw_away"}


@pytest.mark.parametrize("name", ["my_work", "enquiry_board", "family_search", "message_index"])
def test_every_other_page_leads_to_it_and_from_there_on(screener: Practitioner, name: str) -> None:
    answer = Browser(screener).get(name, show="late")

    assert answer.status_code == 302
    assert answer.url == f"{DECLARATION}?next={reverse(name).replace('/', '%2F')}%3Fshow%3Dlate"


def test_what_was_said_too_long_ago_is_asked_again_and_nothing_typed_is_lost() -> None:
    screener = factories.practitioner(Role.HUB_SCREENER, declared_at=timezone.now() - TWO_YEARS)
    page = reverse("enquiry_key")
    keeper = signing.dumps(str(screener.pk), salt=keeping.SALT)
    typed = {"worries": "He has not slept.", drafts.KEEPER: keeper, drafts.PAGE: page}

    answer = Browser(screener).post("enquiry_key", **typed)

    assert answer.url == f"{DECLARATION}?next={page.replace('/', '%2F')}"
    (draft,) = drafts.of_owner(str(screener.pk))
    assert drafts.as_post(draft)["worries"] == "He has not slept."


def test_a_child_at_risk_does_not_wait_for_it(screener: Practitioner) -> None:
    browser = Browser(screener)

    assert browser.get("enquiry_stop").status_code == 200
    told = browser.post("enquiry_stop", child="Ava")

    assert told.url.startswith(reverse("enquiry_stop"))
    assert browser.client.get(told.url).status_code == 200
    assert browser.client.get(f"{told.url}receipt/").url.startswith(DECLARATION)


@pytest.mark.parametrize("name", ["mfa_index", "session_index", "about", "health_live"])
def test_ones_own_account_and_public_pages_open(screener: Practitioner, name: str) -> None:
    assert Browser(screener).get(name).status_code == 200


def test_one_may_sign_out_and_keep_what_one_typed(screener: Practitioner) -> None:
    browser = Browser(screener)

    kept = browser.client.post(
        reverse("draft_save", args=["enquiry_new", str(uuid4())]), {"worries": "Alone"}
    )

    assert kept.status_code == 200
    browser.post("account_logout")
    assert "_auth_user_id" not in browser.client.session


@pytest.mark.parametrize("role", [Role.ANALYST, Role.SYSTEM_ADMINISTRATOR, Role.TRAINING_LEAD])
def test_whoever_is_shown_no_family_is_not_asked(role: Role) -> None:
    assert Browser(factories.practitioner(role, declared_at=None)).get("my_work").status_code == 200


def test_the_second_factor_comes_first(screener: Practitioner, settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True

    assert Browser(screener).get("my_work").url == reverse("mfa_activate_totp")


def test_it_is_asked_without_a_query_of_its_own(screener: Practitioner, django_assert_num_queries) -> None:
    assert screener.memberships_now()

    with django_assert_num_queries(0):
        assert must_declare_first(screener, at=timezone.now())
