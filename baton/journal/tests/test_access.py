"""Who looked is written before the page leaves; who was refused is written whatever happens."""

from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from baton import journal
from baton.core import drafts
from baton.core.models import Draft
from baton.core.tests.test_submissions import NOW
from baton.journal import access
from baton.journal.middleware import AccessLogMiddleware
from baton.journal.models import AccessEntry
from baton.journal.tests.looks import families_refused, families_shown

ANN = SimpleNamespace(
    pk=uuid4(), acting_organisation_id=uuid4(), acting_roles=["coordinator", "practitioner"]
)
FAMILY, PERSON = uuid4(), uuid4()


@pytest.fixture
def request_():
    request = RequestFactory().get("/families/1/")
    request.user = ANN
    request.resolver_match = SimpleNamespace(view_name="people:family")
    return request


def answer(request, view) -> HttpResponse:
    return AccessLogMiddleware(view)(request)


def written(request) -> list[AccessEntry]:
    return list(AccessEntry.objects.of_request(access.request_id(request)).order_by("id"))


def page(status: int = 200, **shown):
    def view(request):
        journal.access.seen(request, **(shown or {"family": FAMILY}))
        return HttpResponse("the family", status=status)

    return view


@pytest.mark.django_db
def test_what_a_page_shows_is_written_with_who_and_where(request_):
    response = answer(request_, page(family=FAMILY, person=PERSON, what="file"))

    (entry,) = written(request_)
    assert (entry.practitioner_id, entry.organisation_id) == (ANN.pk, ANN.acting_organisation_id)
    assert entry.role == "coordinator,practitioner"
    assert (entry.family_id, entry.person_id, entry.what) == (FAMILY, PERSON, "file")
    assert (entry.outcome, entry.url_name, entry.reason) == ("allowed", "people:family", "")
    assert UUID(response["X-Request-ID"]) == entry.request_id
    assert str(entry) == f"allowed file #{entry.pk}"


@pytest.mark.django_db
def test_a_family_is_written_once_for_a_page_and_each_of_a_list(request_):
    others = [uuid4(), uuid4()]

    def view(request):
        journal.access.seen(request, family=FAMILY)
        journal.access.seen(request, family=FAMILY)
        journal.access.seen_many(request, families=others, what="search")
        assert len(journal.access.looks(request)) == 3
        return HttpResponse()

    answer(request_, view)

    assert [(entry.family_id, entry.what) for entry in written(request_)] == [
        (FAMILY, "page"),
        (others[0], "search"),
        (others[1], "search"),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "is_written"),
    [(200, True), (422, True), (409, True), (302, False), (403, False), (404, False), (500, False)],
)
def test_only_what_was_shown_is_written(request_, status, is_written):
    answer(request_, page(status))

    assert bool(written(request_)) == is_written


@pytest.mark.django_db
def test_a_page_that_shows_nobody_writes_nothing(request_, django_assert_num_queries):
    with django_assert_num_queries(2):  # the savepoint
        answer(request_, lambda request: HttpResponse())

    assert written(request_) == []


@pytest.mark.django_db
def test_somebody_without_a_sign_in_is_written_too(request_):
    request_.user = AnonymousUser()
    request_.resolver_match = None

    answer(request_, page())

    (entry,) = written(request_)
    assert (entry.practitioner_id, entry.role, entry.url_name) == (None, "", "")


@pytest.mark.django_db
def test_opening_with_a_reason_is_told_apart(request_):
    answer(request_, page(family=FAMILY, reason="Child missing since noon", broke_glass=True))

    (entry,) = written(request_)
    assert (entry.outcome, entry.reason) == ("break_glass", "Child missing since noon")


@pytest.mark.django_db
@pytest.mark.parametrize("fault", [{"what": "dream"}, {"outcome": "maybe"}, {"outcome": "break_glass"}])
def test_the_database_holds_no_half_entry(fault):
    with pytest.raises(IntegrityError), transaction.atomic():
        AccessEntry.objects.create(**{"what": "page", "outcome": "allowed", "request_id": uuid4(), **fault})


@pytest.mark.django_db
def test_what_an_answer_showed_can_be_asked_of_it(request_):
    other = uuid4()

    def view(request):
        journal.access.refused(request, family=other)
        return page()(request)

    response = answer(request_, view)

    assert families_shown(response) == {FAMILY}
    assert families_refused(response) == {other}


# it fails closed


def test_without_its_entry_no_page_is_sent_and_nothing_saved(own_database, request_, monkeypatch):
    def view(request):
        drafts.save(owner_key="ann", form="letter", data={}, at=NOW)
        return page()(request)

    def fail(rows):
        raise DatabaseError("disk full")

    monkeypatch.setattr(access, "write", fail)

    with pytest.raises(DatabaseError):
        answer(request_, view)

    assert not Draft.objects.exists()


# refusals


def test_a_refusal_stays_when_the_request_is_rolled_back(own_database, request_):
    def view(request):
        drafts.save(owner_key="ann", form="letter", data={}, at=NOW)
        journal.access.refused(request, family=FAMILY, reason="outside scope")
        transaction.set_rollback(True)
        return HttpResponse(status=404)

    answer(request_, view)

    assert not Draft.objects.exists()
    (entry,) = written(request_)
    assert (entry.outcome, entry.family_id, entry.reason) == ("refused", FAMILY, "outside scope")
    assert entry.practitioner_id == ANN.pk


def test_a_refusal_is_written_of_a_request_that_breaks(own_database, request_):
    def view(request):
        journal.access.refused(request, person=PERSON)
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM nowhere")

    with pytest.raises(DatabaseError, match="nowhere"):
        answer(request_, view)

    assert [entry.person_id for entry in written(request_)] == [PERSON]


@pytest.mark.django_db
def test_sets_of_entries(request_):
    answer(request_, page(family=FAMILY))
    journal.access.refused(request_, family=FAMILY)
    access.write(access.refusals(request_))

    mine = AccessEntry.objects.by_practitioner(ANN.pk).of_request(access.request_id(request_))
    assert [entry.outcome for entry in mine.of_family(FAMILY).newest_first()] == ["refused", "allowed"]
    assert [entry.outcome for entry in mine.allowed()] == ["allowed"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement", ["UPDATE journal_accessentry SET reason = 'x'", "DELETE FROM journal_accessentry"]
)
def test_the_serving_role_changes_no_entry(statement):
    with pytest.raises(DatabaseError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)
