"""An enquiry about somebody whom a practitioner may not see is closed to them, whole, from page to plain SQL."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from baton.core import jobs, wall
from baton.frontdoor import tasks
from baton.frontdoor.models import Enquiry, EnquiryPerson
from baton.frontdoor.tests import factories as make
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role
from baton.people import tasks as people
from baton.people.actions import conflict, declaration
from baton.people.actions.declaration import NewDeclaredPerson
from baton.people.models import AccessBar, Conflict, Family
from baton.people.rules.conflict import Ground, Tie, Verdict

pytestmark = pytest.mark.django_db

BORN = make.AVA.date_of_birth
NAMED_ALIKE = NewDeclaredPerson(Tie.RELATIVE, "Ava", "Shaw", BORN)


@pytest.fixture
def screener() -> Practitioner:
    return make.screener(name="Sid Rowe")


def declare(by, named=NAMED_ALIKE):
    declaration.declare(people=[named], by=by, at=make.NOW)


def arrives(**values):
    """An enquiry arrives, and the worker runs what that has put on the queue."""
    enquiry = make.received(**values)
    for job in jobs.waiting("frontdoor.close_in_conflict"):
        tasks.close_in_conflict(**job)
    return enquiry


def give_back():
    for job in jobs.waiting("frontdoor.give_back_screened"):
        tasks.give_back_screened(**job)


def is_open(enquiry, to):
    return Enquiry.objects.visible_to(Practitioner.objects.get(pk=to.pk)).filter(pk=enquiry.pk).exists()


def test_an_enquiry_that_arrives_closes_to_whoever_named_somebody_in_it(screener):
    other = make.screener()
    declare(screener)

    enquiry = arrives()

    found = Conflict.objects.get()
    assert (found.enquiry_id, found.practitioner, found.ground) == (enquiry.pk, screener, Ground.BIRTH)
    assert (is_open(enquiry, screener), is_open(enquiry, other)) == (False, True)


def test_another_name_or_another_day_closes_nothing(screener):
    declare(screener, NewDeclaredPerson(Tie.RELATIVE, "Ava", "Shaw", BORN + timedelta(days=1)))

    assert is_open(arrives(), screener)
    assert not Conflict.objects.exists()


def test_what_came_before_is_found_and_what_they_screen_goes_back(screener):
    enquiry = make.claimed(screener)
    decoy = make.claimed(screener, people=(make.KELLY,))
    declare(screener)

    for job in jobs.waiting("people.look_for_conflicts"):
        people.look_for_conflicts(**job)
    tasks.look_for_conflicts(practitioner_id=str(screener.pk))
    give_back()

    assert (make.fresh(enquiry).state, make.fresh(enquiry).claimed_by) == ("new", None)
    assert make.fresh(decoy).claimed_by == screener


def test_somebody_not_put_on_record_is_found_in_a_linked_enquiry_and_its_family_closes(screener):
    other = make.screener()
    enquiry = make.linked(make.claimed(other, people=(make.KELLY,)), other)
    EnquiryPerson.objects.create(
        enquiry=enquiry, position=1, role="child", given_names="Ava", family_name="Shaw", date_of_birth=BORN
    )
    declare(screener)

    tasks.look_for_conflicts(practitioner_id=str(screener.pk))

    assert (is_open(enquiry, screener), is_open(enquiry, other)) == (False, True)
    found = Conflict.objects.get()
    assert (found.enquiry_id, found.family) == (enquiry.pk, enquiry.family)
    assert AccessBar.objects.get().practitioner == screener


def test_the_family_it_is_linked_to_closes_too_and_what_is_lifted_opens(screener):
    declare(screener)
    enquiry, lead = arrives(), make.practitioner(Role.SAFEGUARDING_LEAD)
    make.linked(enquiry, make.screener())
    family = make.fresh(enquiry).family

    def seen() -> bool:
        anew = Practitioner.objects.get(pk=screener.pk)
        return Family.objects.visible_to(anew).filter(pk=family.pk).exists()

    assert not seen()

    for row in Conflict.objects.all():
        row.refresh_from_db()
        conflict.review(
            conflict=row,
            verdict=Verdict.LIFTED,
            note="Another Ava",
            expected_version=row.version,
            by=lead,
            at=make.NOW,
        )

    assert seen()
    assert is_open(enquiry, screener)


@pytest.mark.parametrize("is_linked", [False, True])
def test_what_is_judged_to_be_kept_closed_stays_closed(screener, is_linked):
    declare(screener)
    enquiry = arrives()
    if is_linked:
        make.linked(enquiry, make.screener())
        AccessBar.objects.all().delete()
    for row in Conflict.objects.filter(person=None):
        conflict.review(
            conflict=row,
            verdict=Verdict.CONFIRMED,
            note="Her aunt",
            expected_version=row.version,
            by=make.practitioner(Role.SAFEGUARDING_LEAD),
            at=make.NOW,
        )

    assert not is_open(enquiry, screener)
    assert AccessBar.objects.filter(to_at=None).exists() is is_linked


def test_plain_sql_gives_nothing_of_it_and_its_maker_still_knows_its_status(screener):
    declare(screener)
    arrives()
    own = arrives(new=make.by(screener))

    with (
        wall.entered(screener.pk, at=timezone.now(), today=timezone.localdate()),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT id FROM frontdoor_enquiry")
        assert cursor.fetchall() == [(own.pk,)]
        cursor.execute("SELECT count(*) FROM people_conflict")
        assert cursor.fetchone() == (0,)


def test_its_pages_are_those_of_an_enquiry_that_does_not_exist(client: Client, screener):
    """The screener in conflict asks for it: 404, and no more on the board."""
    declare(screener)
    enquiry = arrives()
    client.force_login(screener, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert client.get(reverse("enquiry_page", args=[enquiry.pk])).status_code == 404
    assert enquiry.reference not in client.get(reverse("enquiry_board")).content.decode()
    assert enquiry.reference in _board_of_another(client)


def _board_of_another(client: Client) -> str:
    client.force_login(make.screener(), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.get(reverse("enquiry_board")).content.decode()
