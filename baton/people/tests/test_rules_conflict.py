"""Who is likely to be one person: a name together with one thing beside it."""

from datetime import date

import pytest

from baton.people.rules.conflict import Ground, Tie, bar_reason, blocks_of, marks_of
from baton.people.rules.facts import BarReason
from baton.people.rules.keys import Findable, Name, keys_of

BORN = date(1985, 3, 27)
KATE = Findable(names=(Name("Catherine Anne", "O'Brien"),), born=BORN, postcodes=("DN1 2AB",))


def in_common(one: Findable, other: Findable) -> set[Ground]:
    ours, theirs = marks_of(one), marks_of(other)
    return {ours[value] for value in ours.keys() & theirs.keys()}


@pytest.mark.parametrize(
    ("other", "grounds"),
    [
        (Findable(names=(Name("Katherine", "OBrien"),), born=BORN), {Ground.BIRTH}),
        (Findable(names=(Name("O’Brien", "Kathryn"),), born=BORN), {Ground.BIRTH}),
        (Findable(names=(Name("Catherine", "O'Brien"),), postcodes=("dn12ab",)), {Ground.POSTCODE}),
        (Findable(names=(Name("Catherine", "O'Brien"),)), set()),
        (Findable(names=(Name("Catherine", "Shaw"),), born=BORN, postcodes=("DN1 2AB",)), set()),
        (Findable(names=(Name("Catherine", "O'Brien"),), born=date(1985, 3, 28)), set()),
        (Findable(names=(Name("", "O'Brien"),), born=BORN), set()),
        (Findable(names=(Name("Cat", "Shaw"), Name("Catherine", "O'Brien")), born=BORN), {Ground.BIRTH}),
    ],
    ids=["spelt otherwise", "swapped", "same postcode", "name alone", "other name", "other day", "no first name",
         "former name"],
)  # fmt: skip
def test_a_name_and_one_thing_beside_it_make_a_person(other: Findable, grounds: set[Ground]) -> None:
    assert in_common(KATE, other) == grounds


def test_the_account_of_a_practitioner_tells_by_its_number_and_address() -> None:
    account = Findable(names=(Name("Pat", "Green"),), phones=("01302 700700",), emails=("Pat@Example.org",))

    assert in_common(account, Findable(names=(Name("Pat", "Green"),), phones=("+441302700700",))) == {
        Ground.PHONE
    }
    assert in_common(account, Findable(names=(Name("Pat", "Green"),), emails=("pat@example.org",))) == {
        Ground.EMAIL
    }


def test_whoever_shares_a_mark_is_found_by_a_key_that_people_have() -> None:
    others = [
        Findable(names=(Name("Katherine", "OBrien"),), born=BORN),
        Findable(names=(Name("Catherine", "O'Brien"),), postcodes=("dn12ab",)),
    ]

    for other in others:
        assert blocks_of(KATE) & {key.value for key in keys_of(other)}


@pytest.mark.parametrize("tie", list(Tie))
def test_ones_own_record_is_told_from_that_of_others(tie: Tie) -> None:
    assert bar_reason(tie) == (BarReason.OWN if tie == Tie.OWN else BarReason.RELATIVE)
