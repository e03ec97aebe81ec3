"""A message can hold fixed words and a link, and nothing else."""

import pytest

from baton.notices.rules.kind import Kind
from baton.notices.rules.notice import Notice, Sender, body_of, subject_of, with_link

SENDER = Sender(service="Early Help", partnership="Anywhere", telephone="01234 567890")


def test_words_are_filled_in_but_the_link_keeps_its_place() -> None:
    notice = Notice(code="x", kind=Kind.ASKED, subject="{service}", body="{partnership} {telephone} {link}")

    assert subject_of(notice, SENDER) == "Early Help"
    assert body_of(notice, SENDER) == "Anywhere 01234 567890 {link}"


def test_the_link_is_put_in_when_it_is_sent() -> None:
    assert with_link("Open {link} now", "https://example.org/x") == "Open https://example.org/x now"


@pytest.mark.parametrize(("subject", "body"), [("{name}", ""), ("", "{need}"), ("{link}", ""), ("{}", "")])
def test_there_is_no_place_for_anything_else(subject: str, body: str) -> None:
    with pytest.raises(ValueError, match="has a place for"):
        Notice(code="x", kind=Kind.ASKED, subject=subject, body=body)
