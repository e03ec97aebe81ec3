"""What becomes of alerts about unusual reading."""

from baton.core.lifecycle import After, Keep, Lifecycle, fields, out
from baton.oversight.models import UnusualReading

YEARS = 6
"""Six years, as for other records about how staff worked (ours)."""

LIFECYCLE = {
    UnusualReading: Lifecycle(
        link={},
        keep=Keep(after=After.WRITTEN, years=YEARS),
        subject_access=out("it tells of a practitioner, not of a family"),
        scrub=fields(keep="kind families usual from_at to_at noticed_at closed_at finding", blank="reason"),
    ),
}
