"""Breaking the glass: what is written, who is told, and what is refused."""

from datetime import timedelta

import pytest

from baton.journal.models import Event
from baton.notices.models import Message
from baton.partnership.rules.roles import Role
from baton.people import events
from baton.people.actions import bar
from baton.people.actions import break_glass as actions
from baton.people.models import BreakGlass
from baton.people.rules.break_glass import Verdict
from baton.people.rules.facts import BarReason
from baton.people.tests import factories as make
from baton.people.tests.rollback import nothing_is_saved_without_its_event

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def by():
    return make.practitioner(Role.HUB_MANAGER)


@pytest.fixture
def lead():
    return make.practitioner(Role.SAFEGUARDING_LEAD)


@pytest.fixture
def family():
    return make.family(restriction="restricted")


def opened(family, by, at=make.NOW, **values):
    values = {"reason": "danger", "note": " The school rings. "} | values
    return actions.open_(family=family, by=by, at=at, **values)


def test_a_use_says_who_why_and_until_when_and_is_no_grant(family, by):
    use = opened(family, by)

    assert (use.from_at, use.to_at, use.note) == (make.NOW, make.NOW + HOUR, "The school rings.")
    event = Event.objects.get(kind=events.GLASS_BROKEN)
    assert (event.family_id, event.actor_id, event.data["reason"]) == (family.pk, by.pk, "danger")
    assert "school" not in str(event.data)
    assert not family.grants.exists()


def test_whoever_looks_after_restricted_records_is_told_at_once_without_names(family, by, lead):
    officer, barred = make.practitioner(Role.GOVERNANCE_OFFICER), make.practitioner(Role.SAFEGUARDING_LEAD)
    bar.bar(family=family, practitioner=barred, reason=BarReason.OWN, by=lead, at=make.NOW)

    opened(family, by)

    sent = Message.objects.all()
    assert {message.to_practitioner for message in sent} == {lead, officer}
    assert all(family.name not in message.subject + message.body for message in sent)
    assert all(by.name not in message.subject + message.body for message in sent)


def test_a_second_click_opens_nothing_more_and_tells_nobody_again(family, by, lead):
    first = opened(family, by)

    second = opened(family, by, at=make.NOW + timedelta(minutes=20))

    assert second == first
    assert (BreakGlass.objects.count(), Message.objects.count()) == (1, 1)
    assert opened(family, by, at=make.NOW + HOUR) != first


@pytest.mark.parametrize("restriction", ["open", "sealed"])
def test_only_what_is_restricted_is_opened(by, restriction):
    with pytest.raises(actions.NotRestricted):
        opened(make.family(restriction=restriction), by)


@pytest.mark.parametrize("values", [{"reason": "curious"}, {"note": "  "}])
def test_it_takes_a_reason_of_the_partnership_and_ones_own_words(family, by, values):
    with pytest.raises(actions.NoGoodReason):
        opened(family, by, **values)


def test_it_is_ended_early_once(family, by):
    use, at = opened(family, by), make.NOW + timedelta(minutes=5)

    assert actions.end(use=use, by=by, at=at).to_at == at
    assert actions.end(use=use, by=by, at=at + HOUR).to_at == at
    assert Event.objects.filter(kind=events.GLASS_ENDED).count() == 1


def judged(use, by, verdict=Verdict.JUSTIFIED, at=make.NOW + HOUR):
    return actions.review(use=use, verdict=verdict, note="Spoke with her.", by=by, at=at)


def test_another_one_judges_it_once_when_it_has_ended(family, by, lead):
    use = opened(family, by)

    with pytest.raises(actions.StillOpen):
        judged(use, lead, at=make.NOW)
    with pytest.raises(actions.OwnUse):
        judged(use, by)
    found = judged(use, lead, Verdict.NOT_JUSTIFIED)

    assert (found.verdict, found.reviewed_by, found.review_note) == ("not_justified", lead, "Spoke with her.")
    assert Event.objects.get(kind=events.GLASS_REVIEWED).data["verdict"] == "not_justified"
    with pytest.raises(actions.ReviewedAlready):
        judged(use, make.practitioner(Role.GOVERNANCE_OFFICER))


def test_nothing_is_saved_without_its_event(family, by, lead):
    nothing_is_saved_without_its_event(lambda: opened(family, by))
    use = opened(family, by)
    nothing_is_saved_without_its_event(lambda: actions.end(use=use, by=by, at=make.NOW))
    nothing_is_saved_without_its_event(lambda: judged(use, lead))
