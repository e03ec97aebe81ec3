"""The doctor: says what does not hold and what to do, and ends with 1."""

import json
from datetime import timedelta
from io import StringIO
from uuid import uuid4

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from baton.core import installation
from baton.documents.files import store
from baton.documents.tests import clamd
from baton.frontdoor.models import EnquiryDocument
from baton.frontdoor.tests.factories import received
from baton.journal import access, chain
from baton.journal.models import AccessEntry
from baton.operations.checks import access_log, coming_back, database, documents, service
from baton.operations.checks.finding import State
from baton.operations.keeping import remembered
from baton.operations.keeping.bringing_back import WAITING
from baton.partnership.tests.factories import practitioner
from config.run.databases import Databases


@pytest.fixture
def home(settings, tmp_path):
    settings.BATON_HOME = tmp_path
    tmp_path.chmod(0o700)
    return tmp_path


def doctor(*words: str) -> tuple[int, str]:
    said, status = StringIO(), 0
    try:
        call_command("doctor", *words, stdout=said)
    except SystemExit as end:
        status = int(str(end.code))
    return status, said.getvalue()


def states(check) -> dict[str, State]:
    return {finding.what: finding.state for finding in check()}


@pytest.mark.django_db
def test_an_installation_that_lacks_nothing_is_sound(home, django_assert_max_num_queries):
    remembered.remember("baton-1", at=timezone.now())

    with django_assert_max_num_queries(80):
        status, said = doctor()

    assert status == 0, said
    assert "Everything needed holds." in said
    lines = said.splitlines()[:-1]
    assert all(line.startswith(("ok   ", "look ")) for line in lines)
    assert {line[6:].partition(":")[0] for line in lines} >= {
        "database", "clock", "serving role", "rights", "migrations", "triggers", "access log", "profile",
        "records", "jobs", "mail", "address", "home", "documents", "virus scanner", "static files", "back-up", "archive",
    }  # fmt: skip
    assert all(" → " in line for line in lines if line.startswith("look"))


@pytest.mark.django_db
def test_a_machine_reads_the_same_and_production_is_stricter(home, settings):
    settings.PRODUCTION, settings.BATON_SITE_URL = True, "https://elsewhere.example"
    settings.ALLOWED_HOSTS = ["baton.example.org"]

    status, said = doctor("--json")

    found = {one["what"]: one for one in json.loads(said)}
    assert status == 1
    assert {what for what, one in found.items() if one["state"] == "fault"} >= {
        "jobs",
        "mail",
        "address",
        "back-up",
    }
    assert all(one["remedy"] for one in found.values() if one["state"] != "holds")


def test_what_the_owner_has_loosened_is_found(own_database: Databases, owner_connection: psycopg.Connection):
    assert states(database.rights) | states(database.triggers) == {
        "rights": State.HOLDS,
        "triggers": State.HOLDS,
    }
    role = own_database.serving_role

    owner_connection.execute(f"GRANT UPDATE ON journal_event TO {role}")
    (loose,) = database.rights()
    owner_connection.execute(
        f"REVOKE UPDATE ON journal_event FROM {role}; REVOKE INSERT ON people_person FROM {role}"
    )
    (lacking,) = database.rights()
    owner_connection.execute("ALTER TABLE people_person DISABLE TRIGGER USER")
    (asleep,) = database.triggers()
    owner_connection.execute("ALTER TABLE people_person ENABLE TRIGGER USER")
    owner_connection.execute("ALTER FUNCTION _pgtrigger_should_ignore(name) RENAME TO other")
    (skipped,) = database.triggers()

    assert [found.state for found in (loose, lacking, asleep, skipped)] == [State.FAULT] * 4
    assert "may change what is written once: journal_event" in loose.words
    assert "lacks rights on people_person" in lacking.words
    assert "switched off on people_person" in asleep.words


def test_an_access_log_that_is_not_whole_is_found(own_database, owner_connection: psycopg.Connection):
    access.write([AccessEntry(what="page", outcome="allowed", request_id=uuid4()) for _ in range(2)])
    owner_connection.execute("ALTER TABLE journal_accessentry NO FORCE ROW LEVEL SECURITY")
    assert states(access_log.access_log) == {"access log": State.HOLDS}

    owner_connection.execute("UPDATE journal_accessentry SET at = at - interval '1 hour'")
    (waiting,) = access_log.access_log()
    chain.link()
    assert states(access_log.access_log) == {"access log": State.HOLDS}
    owner_connection.execute(
        "DELETE FROM journal_accessentry WHERE id = (SELECT max(id) FROM journal_accessentry)"
    )
    (missing,) = access_log.access_log()

    assert (waiting.state, missing.state) == (State.LOOK, State.FAULT)
    assert "more than ten minutes" in waiting.words
    assert "it is missing" in missing.words


def test_a_schema_of_another_release_is_found(own_database: Databases, owner_connection: psycopg.Connection):
    owner_connection.execute("INSERT INTO django_migrations VALUES (DEFAULT, 'people', '9999_later', now())")
    (newer,) = database.migrations()
    owner_connection.execute("DELETE FROM django_migrations WHERE app = 'portal' OR name = '9999_later'")
    owner_connection.execute("DELETE FROM django_migrations WHERE app = 'workforce'")
    (older,) = database.migrations()

    assert "newer than this program: it has people.9999_later" in newer.words
    assert "not applied: workforce.0001_initial" in older.words
    assert (newer.state, older.state) == (State.FAULT, State.FAULT)


def test_a_database_that_does_not_answer_is_a_fault_and_not_a_traceback(own_database: Databases, home):
    connection.settings_dict["PORT"], port = 1, connection.settings_dict["PORT"]
    connection.close()
    try:
        status, said = doctor()
    finally:
        connection.settings_dict["PORT"] = port

    assert status == 1
    assert "FAULT server: could not be asked" in said
    assert "home:" in said


@pytest.mark.django_db
def test_a_dead_worker_late_and_failed_jobs_are_found():
    assert states(service.worker) == {"jobs": State.LOOK}
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now()) RETURNING id")
        assert states(service.worker) == {"jobs": State.HOLDS}
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, scheduled_at, attempts) VALUES"
            " ('default', 'notices.deliver', 'todo', now() - interval '1 hour', 0),"
            " ('default', 'notices.deliver', 'failed', NULL, 9)"
        )

    assert states(service.worker) == {"jobs": State.FAULT, "failed jobs": State.LOOK}


@pytest.mark.django_db
def test_synthetic_and_real_people_under_the_wrong_settings(settings):
    installation.mark(installation.Kind.DEMONSTRATION, at=timezone.now())
    assert states(service.records) == {"records": State.HOLDS}

    settings.PRODUCTION = True

    assert states(service.records) == {"records": State.FAULT}


@pytest.mark.django_db
def test_real_people_without_production_settings():
    installation.mark(installation.Kind.REAL, at=timezone.now())

    assert states(service.records) == {"records": State.FAULT}


@pytest.mark.django_db
def test_a_profile_that_is_not_the_one_loaded(settings, monkeypatch):
    monkeypatch.setattr(service, "digest_of", lambda texts: "another")
    assert states(service.profile) == {"profile": State.LOOK}
    settings.BATON_PROFILE = "darlington"
    assert states(service.profile) == {"profile": State.FAULT}
    settings.BATON_PROFILE = "atlantis"
    assert states(service.profile) == {"profile": State.FAULT}


def test_a_mail_server_that_lets_nobody_in(settings):
    settings.BATON_EMAIL_URL = "smtp://127.0.0.1:1"
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        "django.core.mail.backends.smtp.EmailBackend",
        "127.0.0.1",
        1,
    )

    assert states(service.mail) == {"mail": State.FAULT}


@pytest.mark.parametrize(("days", "state"), [(40, State.HOLDS), (13, State.LOOK)])
def test_a_certificate_is_renewed_in_time(settings, monkeypatch, days, state):
    settings.PRODUCTION, settings.BATON_SITE_URL = True, "https://baton.example.org"
    monkeypatch.setattr(service, "certificate_ends", lambda host, port: timezone.now() + timedelta(days))

    assert states(service.address) == {"address": state}


def test_an_address_that_nobody_answers(settings):
    settings.PRODUCTION, settings.BATON_SITE_URL = True, "https://127.0.0.1:1"

    assert states(service.address) == {"address": State.FAULT}


def test_a_home_without_room_or_open_to_others(home, monkeypatch):
    assert states(service.home) == {"home": State.HOLDS}
    home.chmod(0o755)
    assert states(service.home) == {"home": State.LOOK}
    monkeypatch.setattr(service, "LEAST_SPACE", 2**80)
    assert states(service.home) == {"home": State.FAULT}


def test_no_home_and_no_style_sheet(settings, tmp_path):
    settings.BATON_HOME, settings.STATIC_ROOT, settings.STATICFILES_DIRS = tmp_path / "no", tmp_path, []

    assert states(service.home) | states(service.static_files) == {
        "home": State.FAULT,
        "static files": State.FAULT,
    }


@pytest.mark.django_db
def test_a_back_up_grows_old(home):
    assert states(coming_back.last_backup) == {"back-up": State.LOOK}
    remembered.remember("one", at=timezone.now() - timedelta(hours=27))
    assert states(coming_back.last_backup) == {"back-up": State.LOOK}
    remembered.remember("two", at=timezone.now() - timedelta(hours=25))
    assert states(coming_back.last_backup) == {"back-up": State.HOLDS}


def test_a_restore_that_was_stopped_is_found(home):
    assert states(coming_back.unfinished) == {}
    (home / WAITING).mkdir()
    assert states(coming_back.unfinished) == {"restore": State.FAULT}


@pytest.mark.parametrize(
    ("row", "state"),
    [
        ((False, None, None, False), State.HOLDS),
        ((True, 2, 1, False), State.HOLDS),
        ((True, 1, 2, False), State.FAULT),
        ((True, None, 2, False), State.FAULT),
    ],
)
def test_an_archive_that_stopped_is_found(monkeypatch, row, state):
    monkeypatch.setattr(coming_back, "one", lambda question: row)

    assert states(coming_back.archive) == {"archive": state}


@pytest.mark.django_db
def test_documents_without_their_files_and_those_that_wait_are_said(home, monkeypatch):
    store.keep(b"there")
    monkeypatch.setattr(documents, "digests", lambda: {store.digest_of(b"there"), store.digest_of(b"gone")})
    assert states(documents.files) == {"documents": State.FAULT}
    monkeypatch.setattr(documents, "digests", lambda: {store.digest_of(b"there")})
    assert states(documents.files) == {"documents": State.HOLDS}
    assert states(documents.waiting) == {}

    by = practitioner()
    EnquiryDocument.objects.create(
        enquiry=received(), title="Letter", kind="letter", dated_on="2026-01-05", audience="record", file_kind="txt",
        digest="a" * 64, size=5, state="quarantined", added_by=by, added_at=timezone.now(),
    )  # fmt: skip
    assert states(documents.waiting) == {"quarantine": State.LOOK}


def test_the_virus_scanner_answers_or_is_missed(settings, tmp_path):
    path = tmp_path / "clamd.ctl"
    for address, state in (("none", State.LOOK), ("odd", State.FAULT), (f"unix:{path}", State.FAULT)):
        settings.BATON_SCANNER = address
        assert states(documents.virus_scanner) == {"virus scanner": state}
    with clamd.running(path):
        (finding,) = documents.virus_scanner()
    assert (finding.state, finding.words) == (State.HOLDS, clamd.VERSION)
    settings.BATON_SCANNER, settings.PRODUCTION = "none", True
    assert states(documents.virus_scanner) == {"virus scanner": State.FAULT}
