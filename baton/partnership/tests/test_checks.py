"""An installation whose profile does not hold says so before it starts."""

from pytest_django import Settings

from baton.partnership.checks import profile_holds


def test_a_profile_that_holds_is_no_error():
    assert profile_holds() == []


def test_a_missing_profile_is_an_error(settings: Settings):
    settings.BATON_PROFILE = "atlantis"

    (error,) = profile_holds()

    assert error.id == "partnership.E001"
    assert "there is no such profile: use one of" in error.msg
