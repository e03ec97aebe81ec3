"""What a password must not be made of, asked by Django wherever one is chosen."""

from typing import Any

from django.core.exceptions import ValidationError

from baton.partnership import profiles
from baton.partnership.rules.password import rests_on, words_of


class WordsOfTheirOwn:
    """Refuses a password that is little more than words of the product or of the partnership, digits and signs."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise `ValidationError` where the password is one that others here would try."""
        if rests_on(password, words_of(known_names())):
            raise ValidationError(
                "Choose words that have nothing to do with this service or this area. Three random words are good",
                code="password_known_words",
            )

    def get_help_text(self) -> str:
        """Say what is asked, for forms that list it."""
        return "Not made of names of this service or this area."


def known_names() -> list[str]:
    """Return what the partnership calls itself, its places and its organisations: data of its profile."""
    profile = profiles.current()
    listed = (profile.localities, profile.organisations, profile.hubs, profile.collaboratives)
    own = profile.identity
    return [
        own.title,
        own.area,
        own.council,
        own.logo_text,
        *(item.label for listing in listed for item in listing),
    ]
