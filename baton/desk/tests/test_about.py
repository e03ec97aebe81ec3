"""The page about this service: open to everybody, reached from the foot of every page, with what the licences ask for."""

import tomllib

import pytest
from django.urls import reverse

import baton
from baton.partnership import profiles
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import practitioner
from config.run.home import ROOT
from tests.browsing import Browser, text

pytestmark = pytest.mark.django_db


def test_it_says_whose_data_it_contains_how_everybody_can_use_it_and_whom_to_ask() -> None:
    page = text(Browser().get("about"))

    for words in (
        "Contains OS data © Crown copyright and database right.",
        "Contains Royal Mail data © Royal Mail copyright and database right.",
        "Source: Office for National Statistics licensed under the Open Government Licence v3.0",
        "Web Content Accessibility Guidelines 2.2",
        "Apache-2.0",
        f"version {baton.__version__}",
        str(profiles.current().contact.telephone),
    ):
        assert words in page


@pytest.mark.parametrize("name", ["front", "ask", "account_login", "my_work", "case_list"])
def test_every_page_leads_to_it(name: str) -> None:
    reader = practitioner(Role.TEAM_MANAGER) if name in {"my_work", "case_list"} else None

    page = Browser(reader).get(name).content.decode()

    assert f'href="{reverse("about")}"' in page


def test_the_version_is_that_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    assert (baton.__version__, project["license"]) == (project["version"], "Apache-2.0")
