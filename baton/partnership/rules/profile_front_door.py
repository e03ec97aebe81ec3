"""How a partnership's front door works with other agencies: what it may ask them, why, and by when."""

from dataclasses import dataclass, field

from baton.partnership.rules.profile_item import Code, Item, Number, Text
from baton.partnership.rules.profile_listing import Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose(Item):
    """Why an agency is asked, and what it is told of that; `needs_agreement`: only where the family agreed."""

    to_agency: Text
    needs_agreement: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationRequests:
    """What agencies are asked while an enquiry is screened. Without a purpose nobody can be asked.

    Hours are elapsed hours that do not run on days on which the front door is closed.
    """

    answer_hours: Number = 24
    remind_hours: Number = 24
    most_reminders: Number = 2
    link_days: Number = 14
    purposes: Listing[Purpose] = field(default_factory=Listing)
    questions: Listing[Item] = field(default_factory=Listing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Specialist(Item):
    """Specialists who screen in the front door's queue when they are asked: whoever works with families in the
    `organisation`, within so many hours on days on which the front door is open.

    Source: requirements R016, R071 (CAMHS clinicians who screen and advise).
    """

    organisation: Code
    answer_hours: Number = 24
