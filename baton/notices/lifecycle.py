"""What becomes of messages and links."""

from baton.core.lifecycle import IN, REPOINT, After, Keep, KeptWith, Lifecycle, Model, Scrub, fields, out
from baton.notices.models import Bounce, Link, Message, Preference

LIFECYCLE: dict[Model, Lifecycle] = {
    Message: Lifecycle(
        link={"family_id": REPOINT},
        keep=Keep(after=After.WRITTEN, years=2),
        subject_access=IN,
        scrub=Scrub.ROW,
    ),
    Bounce: Lifecycle(keep=KeptWith("message"), subject_access=IN, scrub=Scrub.ROW),
    Link: Lifecycle(
        keep=Keep(after=After.WRITTEN, years=2),
        subject_access=out("it opens a page for a time and says nothing about anybody"),
        scrub=Scrub.ROW,
    ),
    Preference: Lifecycle(
        keep=KeptWith("practitioner"),
        subject_access=out("it says how a practitioner wants to be written to, and nothing about a family"),
        scrub=fields(keep="ways quiet_from quiet_to free_days chosen_at"),
    ),
}
