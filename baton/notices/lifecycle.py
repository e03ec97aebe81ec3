"""What becomes of messages and links."""

from baton.core.lifecycle import IN, REPOINT, After, Keep, Lifecycle, Model, Scrub, out
from baton.notices.models import Link, Message

LIFECYCLE: dict[Model, Lifecycle] = {
    Message: Lifecycle(
        link={"family_id": REPOINT},
        keep=Keep(after=After.WRITTEN, years=2),
        subject_access=IN,
        scrub=Scrub.ROW,
    ),
    Link: Lifecycle(
        keep=Keep(after=After.WRITTEN, years=2),
        subject_access=out("it opens a page for a time and says nothing about anybody"),
        scrub=Scrub.ROW,
    ),
}
