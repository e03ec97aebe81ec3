"""The databases of test runs: the same code has one template, and what a killed run left is cleared away."""

import pytest

from config.run import clones
from config.run.databases import Databases


def names(server: Databases) -> set[str]:
    with clones._owner(server) as owner:
        return clones._names(owner)


def test_another_state_of_the_code_has_another_template(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    (tmp_path / "requirements.lock").write_text("one")
    monkeypatch.setattr(clones, "ROOT", tmp_path)
    before = clones.digest()
    assert clones.digest() == before

    (tmp_path / "requirements.lock").write_text("two")

    assert clones.digest() != before


def test_what_a_killed_run_left_is_cleared_away_and_no_other(database_server: Databases) -> None:
    gone, here, elsewhere = (
        f"{clones.CLONE}{clones.machine()}_99999999_left",
        f"{clones.CLONE}{clones.machine()}_1_living",
        f"{clones.CLONE}ffffff_99999999_elsewhere",
    )
    made = (gone, here, elsewhere)
    with clones._owner(database_server) as owner:
        for name in made:
            owner.execute(f'CREATE DATABASE "{name}"')

        clones.template(database_server, "doncaster")

        assert names(database_server) & set(made) == {here, elsewhere}
        clones._drop(owner, here)
        clones._drop(owner, elsewhere)
