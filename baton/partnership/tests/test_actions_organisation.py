"""Adding organisations that the profile does not name."""

from datetime import UTC, datetime

import pytest

from baton.journal.models import Event
from baton.partnership.actions import organisation
from baton.partnership.actions.organisation import CodeTaken, NewOrganisation
from baton.partnership.models import Organisation
from baton.partnership.tests import factories

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def new(code: str = "larkfield", **values: object) -> NewOrganisation:
    return NewOrganisation(code=code, name=code.title(), agency_type="school", **values)


def test_an_organisation_is_kept_with_its_place_and_told_of() -> None:
    north = factories.locality("north")

    made = organisation.add(organisation=new(locality=north), by=None, at=AT)

    kept = Organisation.objects.get(code="larkfield")
    assert (kept.pk, kept.name, kept.agency_type, kept.locality) == (made.pk, "Larkfield", "school", north)
    assert Event.objects.get(kind="partnership.organisation_added").subject_id == made.pk


def test_many_are_as_one_by_one() -> None:
    many = organisation.add_many(organisations=[new("one"), new("two")], by=None, at=AT)

    assert [row.code for row in many] == ["one", "two"]
    assert Event.objects.filter(kind="partnership.organisation_added").count() == 2


@pytest.mark.parametrize("codes", [["same", "same"], ["taken", "free"]])
def test_a_code_is_there_once_and_otherwise_none_is_added(codes: list[str]) -> None:
    organisation.add(organisation=new("taken"), by=None, at=AT)

    with pytest.raises(CodeTaken):
        organisation.add_many(organisations=[new(code) for code in codes], by=None, at=AT)

    assert not Organisation.objects.filter(code__in=["same", "free"]).exists()
