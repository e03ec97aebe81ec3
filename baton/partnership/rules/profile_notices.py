"""When a partnership writes to people."""

from dataclasses import dataclass
from datetime import time

from baton.partnership.rules.profile_item import Hours


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices:
    """When messages go out that are not about safety. All figures are ours.

    `sending_hours` are those of a day, from and to; what is written outside them waits, [] for at any hour. With
    `weekends` practitioners are written to on Saturdays, Sundays, bank holidays and closure days too; families always
    are. `digest_at` is when the day's message goes out.
    """

    sending_hours: Hours = (time(7), time(20))
    weekends: bool = False
    digest_at: time = time(7, 30)
