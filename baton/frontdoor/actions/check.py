"""What the front door finds out while it screens: the checklist and the notes."""

from collections.abc import Mapping
from datetime import datetime

from baton import journal
from baton.core.versions import Stale
from baton.core.wall import deed
from baton.frontdoor import events
from baton.frontdoor.actions import building
from baton.frontdoor.actions.common import locked, record
from baton.frontdoor.models import Check, Enquiry, InformationNote
from baton.frontdoor.rules.check import Answer, CheckKind, note_needed
from baton.partnership.models import Practitioner


class NoteNeeded(Exception):
    """ "Found" was answered without saying what was found."""

    def __init__(self) -> None:
        super().__init__("Write what you found, and where.")


@deed
def answer_check(
    *, enquiry: Enquiry, kind: CheckKind, answer: Answer, note: str, by: Practitioner, at: datetime
) -> Check:
    """Record the answer to one question of the checklist; a later answer takes the place of an earlier one.

    Raises `NoteNeeded`. Source: requirements R060, R061.
    """
    if note_needed(answer) and not note.strip():
        raise NoteNeeded
    enquiry = locked(enquiry)
    check, _ = Check.objects.update_or_create(
        enquiry=enquiry, kind=kind, defaults={"answer": answer, "note": note, "at": at, "by": by}
    )
    journal.record_many([building.checked_event(check)])
    return check


@deed
def answer_checks(
    *,
    enquiry: Enquiry,
    answers: Mapping[CheckKind, tuple[Answer, str]],
    by: Practitioner,
    at: datetime,
    expected_version: int,
) -> list[Check]:
    """Record those answers that differ from what stands there already.

    `expected_version` is that of the checklist (`Check.version_of`): an answer that was given while it was open elsewhere
    is not undone unseen. Raises `NoteNeeded`, `core.versions.Stale`.
    """
    enquiry = locked(enquiry)
    checks = list(enquiry.checks.all())
    known = {check.kind: (check.answer, check.note) for check in checks}
    changed = {kind: given for kind, given in answers.items() if known.get(kind) != given}
    if changed and (version := Check.version_of(checks)) != expected_version:
        raise Stale(enquiry, version)
    return [
        answer_check(enquiry=enquiry, kind=kind, answer=answer, note=note, by=by, at=at)
        for kind, (answer, note) in changed.items()
    ]


@deed
def add_note(*, enquiry: Enquiry, text: str, source: str, by: Practitioner, at: datetime) -> InformationNote:
    """Keep what somebody said about an enquiry: an agency that answered, the family, the enquirer."""
    enquiry = locked(enquiry)
    note = InformationNote.objects.create(enquiry=enquiry, text=text, source=source, by=by, at=at)
    record(events.NOTED, enquiry, at=at, by=by, note=note.pk)
    return note
