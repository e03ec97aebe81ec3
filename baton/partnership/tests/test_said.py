"""Words of a form that name something of the partnership follow its profile."""

from pytest_django import Settings

from baton.partnership import profiles
from baton.ui.fields import TextField
from baton.ui.forms import Form


class PlaceForm(Form):
    """A form declared once for every partnership."""

    place = TextField(profiles.said(lambda words: f"Which {words.locality} is it?"), required=False)


def test_a_label_is_asked_for_when_it_is_shown(settings: Settings) -> None:
    labels = {}
    for name in ("doncaster", "darlington"):
        settings.BATON_PROFILE = name
        labels[name] = str(PlaceForm()["place"].as_field_group())

    assert "Which locality is it? (optional)" in labels["doncaster"]
    assert "Which area is it? (optional)" in labels["darlington"]
