"""The sign-in library's forms, dressed in our own fields: its checks stay, its looks go."""

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.recovery_codes import forms as recovery
from allauth.mfa.totp import forms as totp
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.forms import Field

from baton.partnership import tries
from baton.ui.fields import EmailField, TextField
from baton.ui.forms import BaseForm

SHORTEST_PASSWORD = 12  # characters; ASVS 5.0 6.2.1 asks for at least 8 and recommends 15


class PasswordField(TextField):
    """A password: never shown, never shortened, kept to the letter."""

    input_type = "password"
    default_limit = 1000

    def to_python(self, value: Any) -> Any:
        """Give exactly what was typed."""
        return value or ""

    def params(self, bound: Any) -> dict[str, Any]:
        """Give the macro's parameters, without the value, so that a page never sends a password back."""
        return super().params(bound) | {"value": ""}


REFUSED = {
    "password_too_short": f"Choose a longer password, of at least {SHORTEST_PASSWORD} characters",
    "password_too_common": "Choose another password: this one is among the first that are guessed",
    "password_too_similar": "Choose another password: this one is much like your name or your e-mail address",
}
"""What to do where a password is refused, by what is wrong with it; others say it themselves."""


class NewPasswordField(PasswordField):
    """A password that `user` chooses: it must hold against the rules for passwords. Source: ASVS 5.0 6.2."""

    user: Any = None

    def clean(self, value: Any) -> Any:
        """Give what was typed. Raises `ValidationError` with everything that is wrong with it."""
        password = super().clean(value)
        try:
            validate_password(password, self.user)
        except ValidationError as wrong:
            said = [REFUSED.get(str(one.code), one.messages[0]) for one in wrong.error_list]
            raise ValidationError(said) from None
        return password


def code_field(
    hint: str = "Six digits from your authenticator app, or one of your recovery codes",
) -> TextField:
    """Make the field for the six digits of an authenticator app, or a recovery code."""
    return TextField(
        "Code",
        hint=hint,
        width=10,
        inputmode="numeric",
        autocomplete="one-time-code",
        spellcheck=False,
    )


def new_password() -> NewPasswordField:
    """Make the field for choosing a password."""
    hint = f"At least {SHORTEST_PASSWORD} characters. Three random words are good"
    return NewPasswordField("New password", hint=hint, autocomplete="new-password")


def new_password_again() -> PasswordField:
    """Make the field for typing it a second time."""
    return PasswordField("New password again", autocomplete="new-password")


class Dressed(BaseForm):
    """A form of the library whose fields are replaced by `dress`, name by name."""

    dress: ClassVar[dict[str, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Field] = {name: make() for name, make in self.dress.items()}
        self.fields.clear()
        self.fields.update(fields)


class SignInForm(Dressed, account.LoginForm):
    """E-mail address and password."""

    dress = {
        "login": lambda: EmailField("Work e-mail address", autocomplete="username"),
        "password": lambda: PasswordField("Password", autocomplete="current-password"),
    }


class ForgottenPasswordForm(Dressed, account.ResetPasswordForm):
    """Where to send the link for a new password."""

    dress = {"email": lambda: EmailField("Work e-mail address", autocomplete="username")}


class Choosing(Dressed):
    """A form in which `user` chooses a password."""

    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].user = self.user


class NewPasswordForm(Choosing, account.ResetPasswordKeyForm):
    """A new password, reached by a link."""

    dress = {
        "password1": new_password,
        "password2": new_password_again,
    }


class ChangePasswordForm(Choosing, account.ChangePasswordForm):
    """Another password for somebody signed in."""

    dress = {
        "oldpassword": lambda: PasswordField("Password now", autocomplete="current-password"),
        "password1": new_password,
        "password2": new_password_again,
    }


class PasswordAgainForm(Dressed, account.ReauthenticateForm):
    """The password once more, before something that matters."""

    dress = {"password": lambda: PasswordField("Password", autocomplete="current-password")}


class CodeForm(Dressed, mfa.BaseAuthenticateForm):
    """A code of a second factor; one that is refused leaves a line in the log."""

    dress = {"code": code_field}

    def clean_code(self) -> str:
        """Give the code. Raises `ValidationError` where it is not right, or too many were tried."""
        try:
            code: str = super().clean_code()
        except ValidationError:
            tries.refused(tries.CODE, self.user)
            raise
        return code


class SecondFactorForm(CodeForm, mfa.AuthenticateForm):
    """The code that goes with the password."""


class SecondFactorAgainForm(CodeForm, mfa.ReauthenticateForm):
    """The code once more, before something that matters."""


class SetUpSecondFactorForm(Dressed, totp.ActivateTOTPForm):
    """The first code of a newly connected authenticator app."""

    dress = {"code": lambda: code_field("The six digits that the app shows now")}


class RemoveSecondFactorForm(Dressed, totp.DeactivateTOTPForm):
    """Nothing is asked before an authenticator app is removed but the press of the button."""


class NewRecoveryCodesForm(Dressed, recovery.GenerateRecoveryCodesForm):
    """Nothing is asked before new recovery codes are made but the press of the button."""
