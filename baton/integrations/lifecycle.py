"""What becomes of what the import keeps for itself."""

from baton.core.lifecycle import After, Keep, Lifecycle, fields, out
from baton.integrations.models import ImportedName, ImportedRecord

LIFECYCLE = {
    ImportedRecord: Lifecycle(
        keep=Keep(after=After.INSTALLATION_ENDED),
        subject_access=out("it holds the id of a record in another system, and marks that nobody can read"),
        scrub=fields(keep="source file marks imported_at", replace="key"),
    ),
    ImportedName: Lifecycle(
        keep=Keep(after=After.INSTALLATION_ENDED),
        subject_access=out("it names organisations and practitioners, no family"),
        scrub=fields(keep="kind name beside first_seen_at settled_at"),
    ),
}
