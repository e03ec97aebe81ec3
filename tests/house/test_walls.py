"""The wall around an app's pages catches what it is for."""

import grimp
import pytest

from config.run.walls import OwnPages

MODULES = [
    "baton",
    "baton.people",
    "baton.people.forms",
    "baton.people.forms.person",
    "baton.people.models",
    "baton.people.views",
    "baton.ui",
    "baton.ui.forms",
    "baton.casework",
    "baton.casework.views",
]


def through(importer: str, imported: str) -> list[tuple[str, str]]:
    """Return the imports that break the wall, where the one given is the only one there is."""
    graph = grimp.ImportGraph()
    for module in MODULES:
        graph.add_module(module)
    graph.add_import(importer=importer, imported=imported)
    options = {"product": "baton", "private": ["views", "forms", "presenters"], "shared_by": ["baton.ui"]}
    wall = OwnPages(name="pages", session_options={}, contract_options=options)
    return wall.check(graph, verbose=False).metadata["through"]


@pytest.mark.parametrize(
    "imported", ["baton.people.forms", "baton.people.forms.person", "baton.people.views"]
)
def test_pages_of_another_app_are_out_of_reach(imported: str) -> None:
    assert through("baton.casework.views", imported) == [("baton.casework.views", imported)]


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("baton.people.views", "baton.people.forms.person"),
        ("baton.casework.views", "baton.people.models"),
        ("baton.casework.views", "baton.ui.forms"),
    ],
)
def test_ones_own_pages_models_and_shared_fields_are_within_reach(importer: str, imported: str) -> None:
    assert through(importer, imported) == []
