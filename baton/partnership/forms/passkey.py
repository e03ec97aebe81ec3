"""A passkey of one's own: made by the browser, named by its owner."""

import json
from typing import Any

from baton.partnership.passkeys import NotThisPasskey, check_new
from baton.ui.fields import HiddenField, TextField
from baton.ui.forms import Form

NONE_MADE = "Your browser made no passkey. Press the button again, and do what your device asks"


class PasskeyNameForm(Form):
    """By which name the owner knows the passkey."""

    name = TextField(
        "Name of the passkey", hint="For example the device it is on", required=False, limit=60, width=20
    )

    def __init__(self, *args: Any, otherwise: str, **kwargs: Any) -> None:
        super().__init__(*args, initial={"name": otherwise}, **kwargs)
        self.otherwise = otherwise

    def clean_name(self) -> str:
        """Give the name; without one, what it was called before, so that no passkey is made in vain."""
        return self.cleaned_data["name"] or self.otherwise


class NewPasskeyForm(PasskeyNameForm):
    """A name, and the browser's answer, which its script puts in."""

    credential = HiddenField(kind=json.loads)

    def clean(self) -> dict[str, Any]:
        """Hold the answer against what was asked."""
        values = super().clean() or self.cleaned_data
        try:
            check_new(values.get("credential"))
        except NotThisPasskey:
            self.add_error(None, NONE_MADE)
        return values


class PasskeySignInForm(Form):
    """The browser's answer, which its script puts in."""

    credential = HiddenField(kind=json.loads)
