"""What becomes of the journal and the access log."""

from baton.core.lifecycle import IN, KEEP_BOTH, After, Keep, Lifecycle, fields, out
from baton.journal.models import AccessEntry, AccessLink, Event

LIFECYCLE = {
    Event: Lifecycle(
        link={"family_id": KEEP_BOTH, "person_id": KEEP_BOTH},
        keep=Keep(after=After.FAMILY_CLOSED, years=25),
        subject_access=IN,
        scrub=fields(keep="at recorded_at kind actor_kind subject_kind data"),
    ),
    AccessEntry: Lifecycle(
        link={"family_id": KEEP_BOTH, "person_id": KEEP_BOTH},
        keep=Keep(after=After.FAMILY_CLOSED, years=25),
        subject_access=IN,
        scrub=fields(keep="at role what url_name outcome", blank="reason"),
    ),
    AccessLink: Lifecycle(
        link={},
        keep=Keep(after=After.INSTALLATION_ENDED),
        subject_access=out("it proves the access log, and says nothing of anybody"),
        scrub=fields(keep="digest"),
    ),
}
