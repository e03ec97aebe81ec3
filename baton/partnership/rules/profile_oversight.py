"""What a partnership takes for unusual reading of records."""

from dataclasses import dataclass
from datetime import time

from baton.partnership.rules.profile_item import Clock, Code, Hours


@dataclass(frozen=True, slots=True, kw_only=True)
class UnusualReading:
    """From how many families on reading is looked into; "unset": this kind is not watched. All figures are ours.

    `usual_hours` are those of a day, from and to; reading outside them is not unusual for organisations of the types
    `at_any_hour`, which work by night.
    """

    families_an_hour: Clock = 40
    without_relation_a_day: Clock = 10
    out_of_hours_a_night: Clock = 3
    usual_hours: Hours = (time(6), time(22))
    at_any_hour: tuple[Code, ...] = ()
