"""Loading a profile: rows by code, versions by digest, nothing deleted, nothing twice."""

from datetime import UTC, datetime

import pytest

from baton import journal
from baton.journal.models import Event
from baton.partnership import profiles
from baton.partnership.actions import profile as actions
from baton.partnership.models import Collaborative, Hub, Locality, Organisation, ProfileVersion, Team
from baton.partnership.tests.profile_texts import edited

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nothing_loaded(db: None) -> None:
    for model in (Team, Organisation, Hub, Collaborative, Locality, ProfileVersion):
        model.objects.all().delete()


def load(**changes: tuple[str, str]) -> actions.Loaded:
    return actions.load(texts=edited("doncaster", changes), by=None, at=NOW)


def codes(model: type, **matching: object) -> set[str]:
    return set(model.objects.filter(**matching).values_list("code", flat=True))


def test_places_and_partners_become_rows():
    profile = load().profile

    assert codes(Locality) == set(profile.localities.codes)
    assert codes(Organisation) == set(profile.organisations.codes)
    assert codes(Hub, locality__code="north") == {h.code for h in profile.hubs if h.locality == "north"}
    assert codes(Collaborative) == set(profile.collaboratives.codes)
    assert Team.objects.get(code="early_help_north").organisation.code == "early_help_service"


def test_loading_twice_changes_nothing():
    load()
    before = Event.objects.count()

    again = load()

    assert not again
    assert all(not changes for changes in again.changes)
    assert (ProfileVersion.objects.count(), Event.objects.count()) == (1, before)


def test_a_comment_or_a_part_in_another_file_makes_no_version():
    load()

    assert not load(**{"tools.toml": ("# Measuring tools", "# Tools for measuring")}).new_version


def test_other_content_makes_a_version_and_says_when_its_name_is_old():
    load()

    other = load(**{"practice.toml": ("assessment_days = 30", "assessment_days = 45")})

    assert other.new_version
    assert other.same_name_before
    assert {version.profile.clocks.assessment_days for version in ProfileVersion.objects.all()} == {30, 45}


def test_order_survives_being_kept():
    load()

    kept = ProfileVersion.objects.get().profile

    assert kept == profiles.read("doncaster")
    assert kept.needs.codes == profiles.read("doncaster").needs.codes


def test_a_changed_name_changes_the_row_and_keeps_its_key():
    load()
    key = Locality.objects.get(code="north").pk

    changed = load(**{"places.toml": ('north = "North"', 'north = "North and West"')})

    assert changed.changes[0].changed == ("north",)
    assert Locality.objects.get(pk=key).name == "North and West"


def test_what_the_profile_dropped_is_retired_and_comes_back():
    load()
    without = {
        "partners.toml": ('jobcentre_plus = { label = "Jobcentre Plus", agency_type = "employment" }\n', "")
    }

    dropped = load(**without)
    back = load()

    assert dropped.changes[3].retired == ("jobcentre_plus",)
    assert back.changes[3].changed == ("jobcentre_plus",)
    assert Organisation.objects.get(code="jobcentre_plus").active


def test_an_organisation_added_in_baton_is_left_alone():
    load()
    Organisation.objects.create(code="st_marys", name="St Mary’s", agency_type="school")

    again = load()

    assert not again
    assert Organisation.objects.get(code="st_marys").active


def test_what_is_not_offered_is_not_in_use():
    load(**{"places.toml": ("thorne = { label", "thorne = { offered = false, label")})

    assert codes(Hub, active=False) == {"thorne"}


def test_a_profile_of_tomorrow_is_refused():
    with pytest.raises(actions.NotYetInForce):
        load(**{"identity.toml": ("from_on = 2016-07-01", "from_on = 2026-03-03")})

    assert not ProfileVersion.objects.exists()


def test_loading_is_in_the_journal_with_counts_and_no_names():
    before = set(Event.objects.values_list("pk", flat=True))

    load()

    event = Event.objects.exclude(pk__in=before).get()
    assert event.kind == "partnership.profile_loaded"
    assert event.data["localities"]["created"] == 4
    assert event.data["version"] == "2016-07"


def test_nothing_is_saved_when_the_journal_fails(monkeypatch: pytest.MonkeyPatch):
    def broken(*args: object, **more: object) -> None:
        raise RuntimeError("no journal")

    monkeypatch.setattr(journal, "record", broken, raising=False)
    with pytest.raises(RuntimeError, match="no journal"):
        load()

    assert not Locality.objects.exists()
    assert not ProfileVersion.objects.exists()


def test_a_preview_writes_nothing():
    seen = actions.preview(texts=profiles.texts("doncaster"))

    assert seen
    assert seen.changes[0].created == ("north", "east", "central", "south")
    assert not Locality.objects.exists()


def test_the_version_now_is_the_one_of_the_folder_even_after_another_was_loaded():
    load()
    load(**{"practice.toml": ("assessment_days = 30", "assessment_days = 45")})

    assert profiles.version_now().profile.clocks.assessment_days == 30


def test_the_version_now_is_the_last_loaded_where_the_folder_was_not_loaded():
    load(**{"practice.toml": ("assessment_days = 30", "assessment_days = 45")})

    assert profiles.version_now().profile.clocks.assessment_days == 45


def test_without_any_version_it_says_what_to_run():
    with pytest.raises(profiles.ProfileNotLoaded, match="load_profile doncaster"):
        profiles.version_now()
