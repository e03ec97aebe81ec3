"""The canaries are heard wherever a name could come out, and the whole run listens."""

import logging

import pytest
from django.core.mail import EmailMessage
from django.http import HttpResponseForbidden
from django.test import Client, override_settings
from django.urls import path

from baton.partnership.guard import public
from tests import canary


@public
def indiscreet(request, **kwargs):
    return HttpResponseForbidden("Ava may not be seen")


urlpatterns = [path("<str:anything>/", indiscreet, name="indiscreet")]


def heard() -> list[str]:
    found = [words.partition(":")[0] for words in canary.heard]
    canary.heard.clear()
    return found


def test_in_a_log_line() -> None:
    logging.getLogger("baton.request").warning("Shaw was here")
    logging.getLogger("django.server").warning("GET %s", "/people/Shaw/")
    logging.getLogger("baton.request").warning("request", extra={"url_name": "family_page"})

    assert heard() == ["log lines"]


def test_in_a_message() -> None:
    EmailMessage("About the Shaw family", "Look.", to=["a@example.org"]).send()
    EmailMessage("Something waits for you", "Look.", to=["a@example.org"]).send()

    assert heard() == ["messages"]


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_in_an_address_and_in_a_refusal() -> None:
    Client().get("/Kelly%20Shaw/")
    Client().get("/someone/")

    assert heard() == ["addresses", "refusals", "refusals"]


def test_a_name_within_another_word_is_none() -> None:
    canary.listen("log lines", "Available in Kellyville")

    assert heard() == []
