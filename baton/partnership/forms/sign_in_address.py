"""The address with which somebody signs in is put right."""

from baton.ui.fields import EmailField
from baton.ui.forms import Form


class CorrectAddressForm(Form):
    """The address that is theirs."""

    email = EmailField("Their work e-mail address", hint="They sign in with it from now on")
