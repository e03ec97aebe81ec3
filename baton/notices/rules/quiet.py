"""When nobody is written to: quiet hours and days, those of the partnership and one's own. Pure.

What is about safety does not ask here. All moments have a zone; hours and days are local ones.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

FARTHEST = timedelta(days=15)
"""Beyond it nothing is looked for (ours): a week off around the longest run of bank holidays lies within."""

ONE_DAY = timedelta(days=1)
WEEKEND = frozenset({5, 6})


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours of each day, which may pass midnight, and whole days: weekdays (Monday is 0) and holidays."""

    from_: time | None = None
    to: time | None = None
    days: frozenset[int] = frozenset()
    holidays: Container[date] = ()

    def ends(self, here: datetime) -> datetime | None:
        """Return when the quiet that holds at a local moment ends, or None where none holds."""
        today = here.date()
        if today.weekday() in self.days or today in self.holidays:
            return _at(today + ONE_DAY, time(), here.tzinfo)
        if self.from_ is None or self.to is None or self.from_ == self.to:
            return None
        now, overnight = here.time(), self.from_ > self.to
        if overnight and now >= self.from_:
            return _at(today + ONE_DAY, self.to, here.tzinfo)
        if (overnight and now < self.to) or (self.from_ <= now < self.to):
            return _at(today, self.to, here.tzinfo)
        return None


def outside(hours: tuple[time, ...]) -> Quiet:
    """Return the quiet around the hours, from and to, in which messages go out; no hours mean no quiet."""
    return Quiet(hours[1], hours[0]) if hours else Quiet()


def heard_at(moment: datetime, quiets: Sequence[Quiet], zone: tzinfo) -> datetime | None:
    """Return the first moment from `moment` on at which none of the quiets holds; None where there is none."""
    here, last = moment.astimezone(zone), moment + FARTHEST
    while here <= last:
        ends = [end for quiet in quiets if (end := quiet.ends(here))]
        if not ends:
            return here
        here = max(ends)
    return None


def next_digest(moment: datetime, at: time, quiets: Sequence[Quiet], zone: tzinfo) -> datetime | None:
    """Return when the day's message after `moment` goes out: at its hour, on the first day that is not quiet then.

    Where one's own quiet hours lie over that hour, it goes out when they end. None where every day is quiet.
    """
    here = moment.astimezone(zone)
    first = here.date() if here.time() <= at else here.date() + ONE_DAY
    heard = heard_at(_at(first, at, zone), quiets, zone)
    for _ in range(FARTHEST.days):
        if heard is None or heard.time() >= at:
            break
        heard = heard_at(_at(heard.date(), at, zone), quiets, zone)
    return heard


def _at(day: date, hour: time, zone: tzinfo | None) -> datetime:
    return datetime.combine(day, hour, tzinfo=zone)
