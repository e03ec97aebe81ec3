"""Enquiries for tests: plain functions with only what a test does not care about filled in."""

from datetime import UTC, datetime, timedelta
from typing import Any

from baton.frontdoor.actions import check as checks
from baton.frontdoor.actions import decision as decisions
from baton.frontdoor.actions import enquiry as actions
from baton.frontdoor.actions.linking import Plan
from baton.frontdoor.actions.values import Enquirer, NewEnquiry, NewPerson, Ruling, Said
from baton.frontdoor.models import Decision, Enquiry
from baton.frontdoor.rules.check import Answer, CheckKind
from baton.frontdoor.rules.decision import Outcome
from baton.frontdoor.rules.enquiry import Channel, FamilyAgrees, FamilyKnows, PersonRole
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import practitioner

NOW = datetime(2026, 9, 14, 10, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)

AVA = NewPerson(
    role=PersonRole.CHILD,
    given_names="Ava",
    family_name="Shaw",
    date_of_birth=datetime(2018, 3, 27, tzinfo=UTC).date(),
    school="Hill Top School",
)
KELLY = NewPerson(
    role=PersonRole.ADULT,
    given_names="Kelly",
    family_name="Shaw",
    relationship="mother",
    phone="07700 900123",
)
SAID = Said(
    address="1 High Street",
    worries="Ava has not been to school for three weeks and her mother says that nobody sleeps.",
    going_well="Her grandmother helps.",
    tried="Two meetings at school.",
    family_wants="A quiet night.",
    family_knows=FamilyKnows.YES,
    family_agrees=FamilyAgrees.YES,
)


def screener(**values: Any) -> Practitioner:
    """Somebody who screens at the front door."""
    return practitioner(Role.HUB_SCREENER, **values)


def manager(**values: Any) -> Practitioner:
    """Somebody who manages the front door."""
    return practitioner(Role.HUB_MANAGER, **values)


def new_enquiry(**values: Any) -> NewEnquiry:
    """An enquiry by phone, as it arrives."""
    return NewEnquiry(
        **{"received_at": NOW, "channel": Channel.PHONE, "said": SAID, "people": (AVA, KELLY)} | values
    )


def by(practitioner: Practitioner, **values: Any) -> NewEnquiry:
    """An enquiry that a practitioner sends from their own page."""
    enquirer = Enquirer(
        practitioner=practitioner,
        organisation=practitioner.main_organisation(),
        name=practitioner.name,
        email=practitioner.email,
    )
    return new_enquiry(channel=Channel.ONLINE, enquirer=enquirer, **values)


def received(new: NewEnquiry | None = None, **values: Any) -> Enquiry:
    """An enquiry that has arrived, keyed at once."""
    arriving = new or new_enquiry(**values)
    return actions.receive(new=arriving, by=None, at=arriving.received_at)


def claimed(by: Practitioner, new: NewEnquiry | None = None, *, at: datetime = NOW, **values: Any) -> Enquiry:
    """An enquiry that somebody screens."""
    return actions.claim(enquiry=received(new, **values), by=by, at=at)


def checked(enquiry: Enquiry, by: Practitioner, *, at: datetime = NOW) -> Enquiry:
    """The enquiry with its checklist answered: nobody found."""
    for kind in CheckKind:
        checks.answer_check(enquiry=enquiry, kind=kind, answer=Answer.NONE_FOUND, note="", by=by, at=at)
    return enquiry


def linked(enquiry: Enquiry, by: Practitioner, *, at: datetime = NOW) -> Enquiry:
    """The enquiry linked to a new family of all it names."""
    plan = Plan(family_name="Shaw", new=[person.pk for person in enquiry.people.all()])
    return actions.link_family(
        enquiry=enquiry, plan=plan, by=by, at=at, expected_version=fresh(enquiry).version
    )


def ruling(outcome: Outcome = Outcome.ADVICE, **values: Any) -> Ruling:
    """A decision with its reason."""
    known = {
        "level": 2,
        "reason": "School and grandmother are there already.",
        "words_for_enquirer": "Please talk to the school nurse.",
        "made_with_enquirer": True,
    }
    return Ruling(outcome=outcome, **known | values)


def decided(
    by: Practitioner, outcome: Outcome = Outcome.ADVICE, *, at: datetime = NOW + HOUR, **values: Any
) -> Enquiry:
    """An enquiry claimed, checked, linked and decided."""
    enquiry = linked(checked(claimed(by, **values), by), by)
    decide(enquiry, by, outcome, at=at)
    return fresh(enquiry)


def decide(
    enquiry: Enquiry,
    by: Practitioner,
    outcome: Outcome = Outcome.ADVICE,
    *,
    at: datetime = NOW + HOUR,
    **values: Any,
) -> Decision:
    """Decide an enquiry that is ready for it."""
    return decisions.decide(
        enquiry=enquiry,
        ruling=ruling(outcome, **values),
        by=by,
        at=at,
        expected_version=fresh(enquiry).version,
    )


def fresh(enquiry: Enquiry) -> Enquiry:
    """The enquiry as the database holds it now."""
    return Enquiry.objects.get(pk=enquiry.pk)
