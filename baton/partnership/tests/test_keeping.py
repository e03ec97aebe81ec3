"""What the guard puts around every page: kept drafts, forms answered once, both texts to whoever was slower."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from baton.core import drafts
from baton.core.models import Draft, Submission
from baton.partnership import keeping
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role
from baton.partnership.session import end_at
from baton.partnership.tests.factories import practitioner
from tests.browsing import BACKEND, sign_in_afresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> Practitioner:
    return practitioner(Role.SYSTEM_ADMINISTRATOR)


@pytest.fixture
def browser(admin: Practitioner, client: Client) -> Client:
    client.force_login(admin, backend=BACKEND)
    sign_in_afresh(client, admin)
    return client


def signed(who: Practitioner) -> str:
    return signing.dumps(str(who.pk), salt=keeping.SALT)


def typed(**values: str) -> dict[str, str]:
    page = {drafts.PAGE: "/enquiries/new/", drafts.TITLE: "Make an enquiry"}
    return {"worries": "Nobody sleeps.", **page, **values}


def test_a_form_that_did_its_deed_is_not_done_again_and_leads_to_the_same_place(browser: Client) -> None:
    form = {"email": "new@example.org", "name": "New Name", "submission_token": str(uuid4())}
    form |= {"organisation": str(practitioner().main_organisation().pk), "roles": "practitioner"}
    form |= {"starts_on-day": "1", "starts_on-month": "6", "starts_on-year": "2026"}
    address = reverse("practitioner_add")

    first, second = browser.post(address, form), browser.post(address, form)

    assert first.status_code == second.status_code == 302, first.content.decode()
    assert first.url == second.url
    assert Practitioner.objects.filter(name="New Name").count() == 1
    other = browser.post(address, form | {"email": "other@example.org", "name": "Other Name"})
    assert other.url != first.url, "gone back to the page, something else was typed: that is no second click"


def test_a_form_that_was_refused_may_be_sent_again(browser: Client) -> None:
    form = {"name": "", "submission_token": str(uuid4())}

    assert browser.post(reverse("practitioner_add"), form).status_code == 200
    assert not Submission.objects.exists()


def test_what_is_kept_for_later_waits_for_its_owner_until_thrown_away(
    admin: Practitioner, browser: Client
) -> None:
    sent = browser.post(reverse("practitioner_add"), typed(keep_for_later="yes"))

    assert sent.url == reverse("my_work")
    (draft,) = drafts.of_owner(str(admin.pk))
    assert (draft.form, draft.subject, drafts.title_of(draft)) == ("practitioner_add", "-", "Make an enquiry")
    assert "keep_for_later" not in draft.data
    away = reverse("draft_throw_away", args=[draft.form, draft.subject])
    assert "Throw away what you typed?" in browser.get(away).content.decode()
    assert browser.post(away, {"submission_token": str(uuid4())}).url == "/enquiries/new/"
    assert not Draft.objects.exists()
    assert browser.get(away).status_code == 404


def test_what_somebody_signed_out_sends_is_kept_for_them_alone(admin: Practitioner) -> None:
    sent = Client().post(reverse("practitioner_add"), typed(**{drafts.KEEPER: signed(admin)}))

    assert sent.url == f"{reverse(settings.LOGIN_URL)}?next=/enquiries/new/"
    assert drafts.of_owner(str(admin.pk))[0].data["worries"] == ["Nobody sleeps."]


def test_the_script_of_somebody_signed_out_is_told_that_its_text_is_kept(admin: Practitioner) -> None:
    address = reverse("draft_save", args=["closure", "7"])

    told = Client().post(address, typed(**{drafts.KEEPER: signed(admin)}))
    unknown = Client().post(address, typed(**{drafts.KEEPER: "forged"}))

    assert (told.status_code, told.json()) == (401, {"kept": True})
    assert (unknown.status_code, Draft.objects.get().form) == (302, "closure")


def test_a_page_of_somebody_else_sends_nothing_in_ones_own_name(admin: Practitioner, browser: Client) -> None:
    before = practitioner()
    form = typed(**{drafts.KEEPER: signed(before)})

    refused = browser.post(reverse("practitioner_add"), form)
    script = browser.post(reverse("draft_save", args=["closure", "7"]), form)

    assert refused.status_code == script.status_code == 403
    assert "Somebody else has signed in" in refused.content.decode()
    assert {draft.form for draft in drafts.of_owner(str(before.pk))} == {"practitioner_add", "closure"}
    assert drafts.of_owner(str(admin.pk)) == []


def test_a_form_whose_token_is_too_old_keeps_its_text(admin: Practitioner) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(admin, backend=BACKEND)

    refused = strict.post(reverse("practitioner_add"), typed(**{drafts.KEEPER: signed(admin)}))

    assert refused.status_code == 403
    assert "is kept for you alone" in refused.content.decode()
    assert drafts.of_owner(str(admin.pk))


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/", "/nowhere/at/all/", "", "x"])
def test_a_draft_leads_to_pages_of_the_installation_alone(address: str) -> None:
    assert keeping.local_page(address) == ""


def test_more_than_can_be_kept_for_later_is_said(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "LARGEST", 10)

    assert browser.post(reverse("practitioner_add"), typed(keep_for_later="yes")).status_code == 413


def test_a_sign_in_tells_how_long_it_lasts_and_is_prolonged_by_an_hour_at_most(
    admin: Practitioner, browser: Client
) -> None:
    address = reverse("account_sign_in_time")
    assert browser.get(address).json()["seconds"] == 0
    session = browser.session
    end_at(session, timezone.now() + timedelta(minutes=4))
    session.save()

    assert 200 < browser.get(address).json()["seconds"] <= 240
    assert 3500 < browser.post(address).json()["seconds"] <= 3600
    assert Client().get(address).status_code == 302
