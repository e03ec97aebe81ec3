"""Which addresses an organisation's sign-in answers for, and where it may stand."""

import pytest

from baton.partnership.rules.provider import (
    answers_for_all,
    domain_of,
    domains_in,
    is_domain,
    may_be_asked,
)


@pytest.mark.parametrize(
    ("email", "domain"),
    [("Ada@Hill.Example.org ", "hill.example.org"), ("a@b@c.org", "c.org"), ("ada", ""), ("", "")],
)
def test_what_stands_after_the_at_is_the_domain(email: str, domain: str) -> None:
    assert domain_of(email) == domain


def test_domains_are_typed_as_people_do() -> None:
    assert domains_in(" @Hill.org, hill.org;\n vale.org ") == ["hill.org", "vale.org"]
    assert domains_in("  ") == []


@pytest.mark.parametrize(
    ("word", "is_one"),
    [("hill.example.org", True), ("hill", False), ("*.org", False), ("a@b.org", False), ("-a.org", False)],
)
def test_a_domain_is_told_from_other_words(word: str, is_one: bool) -> None:
    assert is_domain(word) is is_one


@pytest.mark.parametrize(
    ("address", "always", "in_the_clear"),
    [
        ("https://sign-in.example.org/tenant", True, True),
        ("https://user:word@example.org", False, False),
        ("http://127.0.0.1:9000", False, True),
        ("http://sign-in.example.org", False, False),
        ("file:///etc/passwd", False, False),
        ("sign-in.example.org", False, False),
    ],
)
def test_a_provider_is_asked_with_tls(address: str, always: bool, in_the_clear: bool) -> None:
    assert may_be_asked(address, in_the_clear=False) is always
    assert may_be_asked(address, in_the_clear=True) is in_the_clear


@pytest.mark.parametrize(
    ("works_for", "is_enough"), [({"hill"}, True), ({"hill", "hub"}, False), ({"hub"}, False), (set(), False)]
)
def test_one_organisations_word_is_enough_for_its_own_people_alone(
    works_for: set[str], is_enough: bool
) -> None:
    assert answers_for_all("hill", works_for) is is_enough
