"""What is sent by hand instead of by a form: more fields, a field twice, lines for a mail's head, signs nobody sees."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role
from baton.partnership.tests import factories
from baton.people.models import Family
from baton.people.tests import factories as people
from baton.ui.fields import EmailField, TextAreaField, TextField
from tests.browsing import BACKEND, sign_in_afresh


@pytest.mark.django_db
def test_a_form_sets_the_fields_it_shows_and_no_others() -> None:
    client = Client()
    admin = factories.practitioner(Role.SYSTEM_ADMINISTRATOR)
    client.force_login(admin, backend=BACKEND)
    sign_in_afresh(client, admin)
    shown = {
        "name": ["Eve Other", "Ada Byron"],
        "email": "ada@example.org",
        "organisation": str(factories.organisation().pk),
        "roles": ["practitioner"],
    }
    forged = {
        "id": str(uuid.uuid4()),
        "password": "x",
        "is_active": "",
        "left_on": "2020-01-01",
        "is_superuser": "1",
    }

    client.post(reverse("practitioner_add"), {**shown, **forged, "submission_token": str(uuid.uuid4())})

    made = Practitioner.objects.get(email="ada@example.org")
    assert (made.name, made.is_active, made.left_on) == ("Ada Byron", True, None)
    assert str(made.pk) != forged["id"]
    assert not made.has_usable_password()


@pytest.mark.django_db
def test_a_form_about_a_family_does_not_open_or_move_it() -> None:
    made = people.family(restriction="restricted")
    keeper = factories.practitioner(Role.SAFEGUARDING_LEAD)
    people.grant(made, keeper)
    before = (made.reference, made.restriction)

    client = Client()
    client.force_login(keeper, backend=BACKEND)
    typed = {"name": "Byron", "locality": str(people.locality().pk), "expected_version": "1"}

    client.post(
        reverse("family_edit", args=[made.pk]), typed | {"restriction": "open", "reference": "F-AAAAAA"}
    )

    family = Family.objects.get(pk=made.pk)
    assert (family.name, family.reference, family.restriction) == ("Byron", *before)


@pytest.mark.django_db
def test_a_form_of_far_too_many_fields_is_refused_unread() -> None:
    answer = Client().post(reverse("account_login"), {f"field{number}": "x" for number in range(1001)})

    assert answer.status_code == 400


@pytest.mark.parametrize("line", ["\r\nBcc: eve@evil.example", "\nSubject: x", "%0aBcc: eve@evil.example"])
def test_no_typed_word_becomes_a_line_of_a_mails_head(line: str) -> None:
    with pytest.raises(ValidationError):
        EmailField("Address").clean(f"ada@example.org{line}")


@pytest.mark.parametrize("field", [TextField("Name"), TextAreaField("Story")])
def test_signs_that_turn_or_hide_what_is_read_are_taken_out(field: TextField) -> None:
    assert field.clean("Ada\u202eymA\u202c By\u2066ro\u2069n\u200b") == "AdaymA Byron"


@pytest.mark.parametrize("text", ["محمد \u200fعلي", "می\u200cخواهم", "👩\u200d👧", "Zoë O’Neill", "Żółć"])
def test_signs_that_names_are_written_with_stay(text: str) -> None:
    assert TextField("Name").clean(text) == text
