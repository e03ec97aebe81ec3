"""What the journal says of audits and training."""

from baton.journal.events import EventKind, register
from baton.people.telling import Data, Speech


def _grade(data: Data, speech: Speech) -> str:
    return speech.profile.audit_grades.label(str(data.get("grade") or ""))


register(
    "workforce",
    [
        EventKind("workforce.audited", "Case file audited", "audits", tells=_grade),
        EventKind("workforce.audit_corrected", "Audit corrected", "audits", tells=_grade),
        EventKind("workforce.attended", "Training attended", "training"),
        EventKind("workforce.attendance_corrected", "Training attendance corrected", "training"),
    ],
)
