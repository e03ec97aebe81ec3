"""Who a partnership is, how it is reached, and its words."""

from dataclasses import dataclass
from datetime import date, time

from baton.partnership.rules.profile_item import Code, Colour, Email, Hours, Telephone, Text, Version
from baton.partnership.rules.profile_listing import Word

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The profile's own name, number and first day, and whose it is."""

    name: Code
    version: Version
    from_on: date
    title: Text
    area: Text
    council: Text
    authority_codes: tuple[str, ...]
    logo_text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """The accent colour and that of text upon it; both contrasts are checked when the profile is read."""

    accent: Colour
    on_accent: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """How to reach the front door. `placeholder` says that the details are invented and must be replaced."""

    telephone: Telephone
    email: Email
    emergency: Text
    placeholder: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SocialCare:
    """Social care's own front door: where a child at risk is reported at once."""

    name: Text
    telephone: Telephone
    email: Email
    out_of_hours_telephone: Telephone
    out_of_hours: Text
    referral: Text
    placeholder: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningHours:
    """When the front door is staffed: for each day of the week from and to, or nothing."""

    monday: Hours
    tuesday: Hours
    wednesday: Hours
    thursday: Hours
    friday: Hours
    saturday: Hours
    sunday: Hours

    def on(self, weekday: int) -> tuple[time, time] | None:
        """Return from and to on a weekday (Monday is 0), or None when closed."""
        hours = getattr(self, WEEKDAYS[weekday])
        return (hours[0], hours[1]) if hours else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The partnership's words. Code and address use the field's name; pages show the word."""

    front_door: Word
    enquiry: Word
    case: Word
    family_plan: Word
    team: Word
    lead_practitioner: Word
    assessment: Word
    coordinator: Word
    locality: Word
    hub: Word
    collaborative: Word
    social_care: Word
    meeting: Word
    allocation_meeting: Word
    structured_support: Word
    step_up: Word
    step_down: Word
    information_service: Word
