"""What becomes of audits and training attendances."""

from baton.core.lifecycle import IN, After, Keep, KeptWith, Lifecycle, fields, out
from baton.workforce.models import Audit, TrainingAttendance

TRAINING_YEARS = 6
"""Six years from the course, as for other staff records (ours)."""

LIFECYCLE = {
    Audit: Lifecycle(
        link={},
        keep=KeptWith("case"),
        subject_access=IN,
        scrub=fields(
            keep="audited_on grade version", blank="imported_auditor correction_reason imported_ref"
        ),
    ),
    TrainingAttendance: Lifecycle(
        link={},
        keep=Keep(after=After.WRITTEN, years=TRAINING_YEARS),
        subject_access=out("it tells of a practitioner, not of a family"),
        scrub=fields(
            keep="course held_on organisation_type version",
            blank="imported_name correction_reason imported_ref",
        ),
    ),
}
