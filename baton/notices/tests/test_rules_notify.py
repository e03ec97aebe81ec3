"""What GOV.UK Notify asks for and answers is written and read as its documentation says."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from baton.notices.rules.delivery import Status
from baton.notices.rules.notify import (
    STATUSES,
    BadKey,
    NotUnderstood,
    faults_of,
    is_about_the_address,
    key_of,
    receipt_of,
    token,
)
from baton.notices.rules.telephone import mobile

SERVICE, SECRET = "11111111-2222-4333-8444-555555555555", "66666666-7777-4888-8999-aaaaaaaaaaaa"
KEY = f"early-help-live-{SERVICE}-{SECRET}"
NOW = datetime(2026, 9, 14, 10, tzinfo=UTC)


def read(part: str) -> dict[str, object]:
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


@pytest.mark.parametrize("text", [KEY, f"  {KEY}\n", f"{SERVICE}-{SECRET}"])
def test_a_key_is_its_two_parts_whatever_its_name(text: str) -> None:
    assert (key_of(text).service, key_of(text).secret) == (SERVICE, SECRET)


@pytest.mark.parametrize("text", ["", "name", SECRET, f"name-{SERVICE}", f"{KEY}x"])
def test_what_is_no_key_says_how_one_looks(text: str) -> None:
    with pytest.raises(BadKey, match="copy it whole"):
        key_of(text)


def test_a_request_is_signed_with_the_secret_for_the_service_and_the_moment() -> None:
    head, claims, mark = token(key_of(KEY), NOW).split(".")

    signed = hmac.new(SECRET.encode(), f"{head}.{claims}".encode(), hashlib.sha256).digest()
    assert read(head) == {"typ": "JWT", "alg": "HS256"}
    assert read(claims) == {"iss": SERVICE, "iat": int(NOW.timestamp())}
    assert base64.urlsafe_b64decode(mark + "=") == signed
    assert "=" not in head + claims + mark


@pytest.mark.parametrize(("word", "status"), STATUSES.items())
def test_each_word_of_a_report_has_its_meaning(word: str, status: Status) -> None:
    reference = uuid4()

    found = receipt_of({"reference": str(reference), "status": word, "to": "somebody"})

    assert (found.reference, found.status) == (reference, status)
    assert bool(found.because) is word.endswith("failure")


@pytest.mark.parametrize(
    "told",
    [
        None,
        [],
        {},
        {"reference": str(uuid4())},
        {"reference": "x", "status": "sent"},
        {"reference": str(uuid4()), "status": "guessed"},
        {"reference": 5, "status": ["sent"]},
    ],
)
def test_what_is_no_report_is_refused(told: object) -> None:
    with pytest.raises(NotUnderstood):
        receipt_of(told)


def test_what_is_wrong_with_an_address_is_told_from_other_faults() -> None:
    answer = {"errors": [{"error": "ValidationError", "message": "phone_number Not enough digits"}]}

    assert is_about_the_address(faults_of(answer))
    assert not is_about_the_address(faults_of({"errors": [{"message": "Template not found"}, "x"]}))
    assert faults_of(["x"]) == []


@pytest.mark.parametrize(
    ("number", "dialled"),
    [
        ("07700 900123", "+447700900123"),
        ("+44 7700 900 123", "+447700900123"),
        ("+44 (0)7700 900123", "+447700900123"),
        ("0044 7700-900123", "+447700900123"),
        ("07624 123456", "+447624123456"),
        ("07612 345678", ""),
        ("07012 345678", ""),
        ("01302 737777", ""),
        ("+1 212 555 0100", ""),
        ("7700 900123", ""),
        ("", ""),
    ],
)
def test_which_numbers_can_be_texted(number: str, dialled: str) -> None:
    assert mobile(number) == dialled
