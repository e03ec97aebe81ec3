"""`load_profile` as it is called: what it prints, its exit codes, and no traceback."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db.utils import OperationalError

from baton.partnership import profiles
from baton.partnership.models import Locality, ProfileVersion
from baton.partnership.tests.profile_texts import edited


def run(*arguments: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("load_profile", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.fixture
def other_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(profiles, "home", lambda: tmp_path)
    (tmp_path / "doncaster").mkdir()
    return tmp_path / "doncaster"


def put(folder: Path, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


@pytest.mark.django_db
def test_loading_again_says_that_nothing_changed():
    run("doncaster")

    out, _ = run("doncaster")

    assert "localities: 4 unchanged" in out
    assert "Nothing changed." in out


@pytest.mark.django_db
def test_loading_says_what_it_created():
    Locality.objects.filter(code="north").update(name="Norden")
    ProfileVersion.objects.all().delete()

    out, err = run("doncaster")

    assert "localities: 1 changed (north), 3 unchanged" in out
    assert "version 2016-07: created" in out
    assert "out_of_hours_telephone is empty" in err


@pytest.mark.django_db
def test_quiet_when_asked():
    assert run("doncaster", "--verbosity", "0") == ("", "")


@pytest.mark.django_db
def test_check_compares_and_writes_nothing():
    Locality.objects.filter(code="north").update(name="Norden")

    out, _ = run("doncaster", "--check")

    assert "version 2016-07, holds" in out
    assert "1 changed (north)" in out
    assert Locality.objects.get(code="north").name == "Norden"


def test_check_needs_no_database(monkeypatch: pytest.MonkeyPatch):
    def unreachable(**named: object) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr("baton.partnership.actions.profile.preview", unreachable)

    out, err = run("doncaster", "--check")

    assert "holds" in out
    assert "No prepared database was reached" in err


def test_an_unknown_name_is_called_wrongly():
    with pytest.raises(CommandError, match="There is no profile “atlantis”") as caught:
        run("atlantis")

    assert caught.value.returncode == 2


def test_faults_are_all_named_by_file_and_place(other_home: Path):
    texts = edited(
        "doncaster",
        {
            "practice.toml": ("assessment_days = 30", "assessment_days = 0"),
            "places.toml": (
                'thorne = { label = "Thorne Family Hub", locality = "east"',
                'thorne = { locality = "west"',
            ),
        },
    )
    put(other_home, texts)

    with pytest.raises(CommandError) as caught:
        run("doncaster", "--check")

    said = str(caught.value)
    assert "profiles/doncaster/practice.toml: clocks.assessment_days: is not above 0" in said
    assert "profiles/doncaster/places.toml: hubs.thorne.label: is missing" in said
    assert caught.value.returncode == 1


def test_broken_toml_and_wrong_encoding_are_named(other_home: Path):
    put(other_home, {"a.toml": "[x\n"})
    (other_home / "b.toml").write_bytes(b"\xff\xfe")

    with pytest.raises(CommandError, match=r"b.toml: is not UTF-8"):
        run("doncaster")
    (other_home / "b.toml").unlink()
    with pytest.raises(CommandError, match=r"profiles/doncaster/a.toml: is not TOML: .*line 1"):
        run("doncaster")


@pytest.mark.django_db
def test_a_profile_of_the_future_is_refused(other_home: Path):
    put(other_home, edited("doncaster", {"identity.toml": ("from_on = 2016-07-01", "from_on = 2999-01-01")}))

    with pytest.raises(CommandError, match="load it on that day") as caught:
        run("doncaster")

    assert caught.value.returncode == 1


@pytest.mark.django_db
def test_other_content_under_the_same_version_is_remarked(other_home: Path):
    put(other_home, edited("doncaster", {"practice.toml": ("assessment_days = 30", "assessment_days = 45")}))

    _, err = run("doncaster")

    assert "give this one its own" in err


@pytest.mark.django_db
def test_another_profile_retires_the_places_of_the_first_and_its_inventions_are_named():
    out, err = run("darlington")

    assert "localities: 1 created, 4 retired (central, east, north, south)" in out
    assert set(Locality.objects.filter(active=True).values_list("code", flat=True)) == {"darlington"}
    assert "contact is invented" in err
