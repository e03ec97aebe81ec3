"""The navigation: each entry is a page, and everybody finds every page that is theirs."""

import pytest
from django.test import RequestFactory
from django.urls import reverse

from baton.desk.frame import ENTRIES, provide
from baton.partnership.guard import may_open
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import practitioner
from baton.ui.frame import Frame


def around(*roles: Role, path: str = "/my-work/") -> Frame:
    request = RequestFactory().get(path)
    request.user = practitioner(*roles)
    return provide(request)


@pytest.mark.parametrize("name", [name for _, name in ENTRIES])
def test_every_entry_leads_somewhere(name: str) -> None:
    assert reverse(name).startswith("/")


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_what_is_too_much_for_the_navigation_stands_at_the_foot(role: Role) -> None:
    frame = around(role)

    shown = [link.words for link in (*frame.navigation, *frame.footer)]
    assert shown == [words for words, name in ENTRIES if may_open(practitioner(role), name)]
    assert len(frame.navigation) == min(6, len(shown))


@pytest.mark.django_db
def test_the_page_one_is_on_is_marked_wherever_its_entry_stands() -> None:
    frame = around(Role.HUB_MANAGER, path="/settings/imported-names/match/")

    assert [link.words for link in frame.footer if link.current] == ["Imported names"]
    assert not any(link.current for link in frame.navigation)
