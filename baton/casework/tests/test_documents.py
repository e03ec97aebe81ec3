"""Documents of a case: added, changed, withdrawn, scanned, and seen by those they are meant for."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from baton.casework.models import Case, CaseDocument
from baton.casework.permissions import can_add_document, can_change_document
from baton.casework.tests import factories
from baton.casework.tests.documents import details, document
from baton.casework.tests.factories import NOW, TODAY
from baton.casework.tests.rollback import nothing_is_saved_without_its_event
from baton.core import wall
from baton.core.versions import Stale
from baton.documents import actions, tasks
from baton.documents.files import scanner, store
from baton.documents.files.scanner import Unreachable
from baton.documents.models import digests
from baton.documents.rules.content import NotTaken
from baton.documents.rules.document import Audience, State
from baton.documents.tests.files import CANARY, EICAR, picture
from baton.journal.models import Event
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import practitioner
from baton.people.models import AccessGrant

LATER = NOW + timedelta(hours=1)


class Says:
    """A scanner with one answer."""

    def __init__(self, state: State | None) -> None:
        self.state = state

    def scan(self, file) -> State:
        if self.state is None:
            raise Unreachable("ConnectionRefusedError")
        file.seek(0)
        return State.INFECTED if EICAR in file.read() else self.state

    def version(self) -> str:
        return "ClamAV"


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.BATON_HOME = tmp_path


@pytest.fixture
def says(monkeypatch):
    """Let the scanner give one answer from now on; None: it gives none."""
    return lambda state: monkeypatch.setattr(scanner, "current", lambda: Says(state))


@pytest.fixture
def case(home, around) -> Case:
    return factories.case(home, around)


@pytest.fixture
def mate(case):
    """Somebody in another organisation to whom the family is open."""
    made = practitioner(name="Mia Mates")
    AccessGrant.objects.create(family=case.family, practitioner=made, kind="team_member", from_at=NOW)
    return made


def kinds_of(case) -> list[str]:
    return list(
        Event.objects.of_case(case.pk).filter(kind__startswith="documents.").values_list("kind", flat=True)
    )


def test_a_document_is_kept_clean_with_its_event(case, around):
    made = document(case, around.lead, content=picture(), title="Ava’s drawing", kind="child_voice")

    made = CaseDocument.objects.get(pk=made.pk)
    with store.opened(made.digest) as file:
        content = file.read()
    assert CANARY not in content
    assert (made.file_kind, made.size, made.state) == ("jpg", len(content), State.UNSCANNED)
    assert (made.added_by, made.added_at, made.opens) == (around.lead, NOW, True)
    event = Event.objects.get(kind="documents.document_added")
    assert (event.case_id, event.family_id, event.data["document"]) == (case.pk, case.family_id, str(made.pk))


def test_nothing_is_saved_without_the_event(case, around):
    made = document(case, around.lead)

    nothing_is_saved_without_its_event(lambda: document(case, around.lead, content=b"another"))
    nothing_is_saved_without_its_event(
        lambda: actions.withdraw(document=made, reason="Wrong family", by=around.lead, at=LATER)
    )
    nothing_is_saved_without_its_event(
        lambda: actions.change(
            document=made, details=details(title="X"), expected_version=1, by=around.lead, at=LATER
        )
    )
    nothing_is_saved_without_its_event(
        lambda: actions.settle(digest=made.digest, state=State.CLEAN, at=LATER)
    )


def test_a_file_that_is_refused_leaves_nothing(case, around, says):
    with pytest.raises(NotTaken):
        document(case, around.lead, content=b"MZ\x00")
    says(State.CLEAN)
    with pytest.raises(actions.Infected):
        document(case, around.lead, content=b"Dear all " + EICAR)

    assert not CaseDocument.objects.exists()
    assert list(store.held()) == []


def test_a_full_disk_saves_no_row(case, around, monkeypatch):
    def full(_):
        raise store.NoRoom

    monkeypatch.setattr(store, "keep", full)

    with pytest.raises(store.NoRoom):
        document(case, around.lead)
    assert not CaseDocument.objects.exists()


def test_what_nobody_could_scan_waits_and_is_settled_by_the_worker(case, around, says):
    says(None)
    waits = document(case, around.lead)
    ill = document(case, around.lead, content=b"Dear all " + EICAR)
    assert (waits.state, waits.opens) == (State.QUARANTINED, False)
    tasks.scan()
    assert CaseDocument.objects.waiting().count() == 2

    says(State.CLEAN)
    tasks.scan()
    tasks.scan()

    waits.refresh_from_db()
    ill.refresh_from_db()
    assert (waits.state, waits.opens, waits.scanned_at) == (State.CLEAN, True, NOW)
    assert (ill.state, ill.opens) == (State.INFECTED, False)
    assert [path.name for path in store.held()] == [waits.digest]
    assert digests() == {waits.digest}
    assert kinds_of(case).count("documents.document_scanned") == 2


def test_what_was_opened_without_a_scanner_is_looked_at_once_there_is_one(case, around, says):
    made = document(case, around.lead)

    tasks.scan()
    assert CaseDocument.objects.get().state == State.UNSCANNED
    says(State.CLEAN)
    tasks.scan()

    assert CaseDocument.objects.get(pk=made.pk).state == State.CLEAN


def test_a_virus_found_later_takes_every_document_with_that_file(case, around, says):
    says(State.CLEAN)
    first, second = document(case, around.lead), document(case, around.lead, title="Again")
    assert first.digest == second.digest

    assert actions.settle(digest=first.digest, state=State.INFECTED, at=LATER) == 2

    assert list(store.held()) == []


def test_a_missing_file_stops_no_other_from_being_scanned(case, around, says, caplog):
    says(None)
    gone, there = document(case, around.lead), document(case, around.lead, content=b"zzz")
    store.discard(gone.digest)
    says(State.CLEAN)

    tasks.scan()

    there.refresh_from_db()
    assert there.state == State.CLEAN
    assert "missing" in caplog.text


def test_left_files_are_swept_and_those_in_use_stay(case, around, monkeypatch):
    made = document(case, around.lead)
    store.keep(b"left by a page that broke")
    half = store.incoming() / "half"
    half.write_bytes(b"half")

    tasks.tidy()
    assert half.exists()
    monkeypatch.setattr(tasks, "LEFT_OVER", -1_000_000_000)
    tasks.tidy()

    assert [path.name for path in store.held()] == [made.digest]
    assert not half.exists()


def test_what_is_said_of_a_document_is_put_right_once(case, around):
    made = document(case, around.lead)

    changed = actions.change(
        document=made,
        details=details(title="Letter of May", audience=Audience.NAMED, readers=[around.manager.pk]),
        expected_version=1,
        by=around.lead,
        at=LATER,
    )
    with pytest.raises(Stale):
        actions.change(document=made, details=details(), expected_version=1, by=around.lead, at=LATER)

    assert (changed.title, changed.readers, changed.version) == ("Letter of May", [around.manager.pk], 2)
    back = actions.change(
        document=made, details=details(readers=[around.lead.pk]), expected_version=2, by=around.lead, at=LATER
    )
    assert back.readers == []


def test_a_withdrawn_document_opens_for_nobody_and_stays_in_the_history(case, around):
    made = document(case, around.lead)

    gone = actions.withdraw(document=made, reason="Belongs to another family", by=around.lead, at=LATER)

    assert not gone.opens
    assert [row.pgh_label for row in made.history.order_by("pgh_id")] == ["insert", "update"]
    for again in (
        lambda: actions.withdraw(document=made, reason="Again", by=around.lead, at=LATER),
        lambda: actions.change(
            document=made, details=details(), expected_version=2, by=around.lead, at=LATER
        ),
    ):
        with pytest.raises(actions.Withdrawn):
            again()


def test_a_case_keeps_its_documents_when_it_closes(case, around):
    made = document(case, around.lead)
    Case.objects.filter(pk=case.pk).update(state="closed")

    assert CaseDocument.objects.visible_to(around.lead).get() == made
    assert can_add_document(around.lead, Case.objects.get())


@pytest.mark.parametrize(
    ("values", "seen"),
    [
        ({"audience": Audience.RECORD}, {"lead", "manager", "screener", "mate", "safeguarding"}),
        ({"audience": Audience.ORGANISATION}, {"lead", "manager", "safeguarding"}),
        ({"audience": Audience.NAMED}, {"lead", "mate", "safeguarding"}),
    ],
)
def test_a_document_is_seen_by_those_it_is_meant_for_and_by_nobody_else(case, around, mate, values, seen):
    """By `visible_to`, and by plain SQL behind the wall: both give the same."""
    readers = [mate.pk] if values["audience"] is Audience.NAMED else []
    document(case, around.lead, organisation_id=around.school.pk, readers=readers, **values)
    people = {
        "lead": around.lead,
        "manager": around.manager,
        "screener": around.screener,
        "mate": mate,
        "safeguarding": practitioner(Role.SAFEGUARDING_LEAD, name="Sal Safe"),
        "colleague": practitioner(name="Col League", at=around.school),
        "stranger": practitioner(name="Sam Strange"),
    }

    assert {name for name, who in people.items() if CaseDocument.objects.visible_to(who).exists()} == seen
    assert {name for name, who in people.items() if _raw(who)} == seen


def _raw(who) -> int:
    with transaction.atomic(), wall.entered(who.pk, at=NOW, today=TODAY), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM casework_casedocument")
        return cursor.fetchone()[0]


def test_a_named_reader_who_leaves_the_family_loses_the_document(case, around, mate):
    document(case, around.lead, audience=Audience.NAMED, readers=[mate.pk])
    assert CaseDocument.objects.visible_to(mate).exists()

    AccessGrant.objects.filter(practitioner=mate).delete()

    assert not CaseDocument.objects.visible_to(mate).exists()
    assert not _raw(mate)


def test_who_may_add_and_change(case, around, mate):
    made = document(case, around.lead)
    own = document(case, around.lead, audience=Audience.NAMED, readers=[mate.pk])

    assert [can_add_document(who, case) for who in (around.lead, around.manager, around.coordinator)] == [
        True
    ] * 3
    assert [can_add_document(who, case) for who in (around.screener, mate)] == [False] * 2
    assert [can_change_document(who, made) for who in (around.lead, around.manager, mate)] == [
        True,
        True,
        False,
    ]
    assert not can_change_document(around.manager, own)
    actions.withdraw(document=made, reason="Wrong", by=around.lead, at=LATER)
    made.refresh_from_db()
    assert not can_change_document(around.lead, made)


@pytest.mark.parametrize(
    "values",
    [
        {"audience": "named", "readers": []},
        {"audience": "organisation", "organisation": None},
        {"withdrawn_reason": "no moment"},
        {"state": "odd"},
        {"file_kind": "exe"},
    ],
)
def test_the_database_refuses_what_is_half(case, around, values):
    made = document(case, around.lead)

    with pytest.raises(IntegrityError), transaction.atomic():
        CaseDocument.objects.filter(pk=made.pk).update(**values)


def test_the_same_file_twice_lies_there_once(case, around):
    document(case, around.lead)
    document(case, around.manager, title="The same")

    assert len(list(store.held())) == 1
