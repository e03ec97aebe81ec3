"""What becomes of readings."""

from baton.core.lifecycle import IN, REPOINT, After, Keep, Lifecycle, ask, fields
from baton.outcomes.models import Reading

READING_YEARS = 25
"""As long as the record of early help they belong to (domain notes (g), local examples; no national rule)."""

LIFECYCLE = {
    Reading: Lifecycle(
        link={
            "person": ask("both people were scored with the same tool on the same day at the same stage"),
            "family": REPOINT,
        },
        keep=Keep(after=After.FAMILY_CLOSED, years=READING_YEARS),
        subject_access=IN,
        scrub=fields(keep="tool edition area taken_on stage score recorded_at", blank="note imported_ref"),
    ),
}
