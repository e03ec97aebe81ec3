"""Identifiers, ages, what can be so, relationships, restriction, disclosure: the small rules."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from baton.partnership.rules.roles import Role
from baton.people.rules import facts, membership, persons, restriction
from baton.people.rules.disclosure import NOTHING_SHOWN, Disclosure, Standing, disclose
from baton.people.rules.identifiers import UPN_LETTERS, masked, read_nhs_number, read_upn
from baton.people.rules.membership import RelationshipKind, canonical, words_for
from baton.people.rules.persons import tidy_postcode, wrong_with, years_old
from baton.people.rules.restriction import Restriction, may_change
from baton.people.rules.scope import NOTHING, scope_of

TODAY = date(2026, 9, 14)


@pytest.mark.parametrize(
    ("typed", "value"), [("B801200005001", "B801200005001"), (" b 8012-0000 5001 ", "B801200005001")]
)
def test_a_sound_upn(typed, value):
    assert (read_upn(typed).value, read_upn(typed).sound) == (value, True)


def test_a_temporary_upn_ends_in_a_letter():
    weighed = sum(place * int(sign) for place, sign in enumerate("80120000500", 2)) + 13 * 2
    assert read_upn(f"{UPN_LETTERS[weighed % 23]}80120000500C").sound


@pytest.mark.parametrize(
    "typed", ["A801200005001", "801200005001", "B80120000500S", "B8012000050", "I801200005001"]
)
def test_a_upn_that_is_not_sound_is_kept_and_says_why(typed):
    read = read_upn(typed)

    assert (read.value, read.sound) == (typed, False)
    assert read.wrong


@pytest.mark.parametrize("typed", ["943 476 5919", "9434765919", "401-023-2137"])
def test_a_sound_nhs_number(typed):
    assert read_nhs_number(typed).sound


@pytest.mark.parametrize("typed", ["9434765918", "943476591", "94347659190", "943476591X"])
def test_an_nhs_number_that_is_not_sound_is_kept_and_says_why(typed):
    read = read_nhs_number(typed)

    assert (read.value, read.sound) == (typed, False)
    assert read.wrong


def test_no_identifier_is_nothing():
    assert read_upn(" ") == read_nhs_number("")


@given(
    some.text("0123456789", min_size=12, max_size=12), some.integers(1, 11), some.sampled_from("0123456789")
)
def test_a_wrong_digit_in_a_upn_is_noticed(digits, place, digit):
    weighed = sum(at * int(sign) for at, sign in enumerate(digits, 2))
    sound = UPN_LETTERS[weighed % 23] + digits
    wrong = sound[:place] + digit + sound[place + 1 :]

    assert read_upn(sound).sound
    assert read_upn(wrong).sound is (wrong == sound)


@pytest.mark.parametrize(
    ("value", "shown"), [("9434765919", "•••••••919"), ("12", "••"), ("123", "•••"), ("", "")]
)
def test_identifiers_show_their_last_three_signs(value, shown):
    assert masked(value) == shown


@pytest.mark.parametrize(
    ("born", "today", "years"),
    [
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 9, 14), TODAY, 18),
        (date(2008, 9, 15), TODAY, 17),
        (TODAY, TODAY, 0),
    ],
)
def test_ages_are_counted_in_whole_years(born, today, years):
    assert years_old(born, today) == years


@pytest.mark.parametrize(
    ("typed", "written"),
    [("dn12ab", "DN1 2AB"), ("DN1  2AB", "DN1 2AB"), ("sw1a1aa", "SW1A 1AA"), ("n/a ", "N/A"), ("", "")],
)
def test_postcodes_are_written_as_people_write_them(typed, written):
    assert tidy_postcode(typed) == written


SOUND = {
    "named": True,
    "name_known": True,
    "unborn": False,
    "born": date(2018, 3, 27),
    "expected": None,
    "died": None,
}
UNBORN = SOUND | {"unborn": True, "born": None}


@pytest.mark.parametrize(
    "values",
    [
        SOUND,
        SOUND | {"named": False, "name_known": False},
        SOUND | {"died": TODAY},
        SOUND | {"born": None},
        SOUND | {"expected": date(2018, 3, 20)},
        UNBORN | {"named": False},
        UNBORN | {"expected": TODAY + timedelta(days=300)},
        UNBORN | {"expected": TODAY - timedelta(days=20)},
    ],
)
def test_nothing_is_wrong_with_what_can_be_so(values):
    assert wrong_with(**values, today=TODAY) is None


@pytest.mark.parametrize(
    ("values", "field"),
    [
        (SOUND | {"named": False}, "family_name"),
        (SOUND | {"born": TODAY + timedelta(days=1)}, "date_of_birth"),
        (SOUND | {"born": None, "expected": TODAY}, "expected_on"),
        (SOUND | {"died": TODAY + timedelta(days=1)}, "died_on"),
        (SOUND | {"died": date(2018, 3, 26)}, "died_on"),
        (UNBORN | {"born": TODAY}, "date_of_birth"),
        (UNBORN | {"expected": TODAY + timedelta(days=301)}, "expected_on"),
        (UNBORN | {"died": TODAY}, "died_on"),
    ],
)
def test_what_cannot_be_so_names_its_field(values, field):
    assert wrong_with(**values, today=TODAY)[0] == field


def test_every_code_has_its_words():
    for codes, labels in [
        (persons.FormerNameKind, persons.FORMER_NAME_LABELS),
        (persons.ContactKind, persons.CONTACT_LABELS),
        (membership.MemberRole, membership.MEMBER_LABELS),
        (RelationshipKind, membership.FORWARD),
        (Restriction, restriction.RESTRICTION_LABELS),
        (Restriction, restriction.RESTRICTION_MEANS),
        (facts.Purpose, facts.PURPOSE_LABELS),
        (facts.AgreementStatus, facts.AGREEMENT_LABELS),
        (facts.Capacity, facts.CAPACITY_LABELS),
        (facts.Occasion, facts.OCCASION_LABELS),
        (facts.GrantKind, facts.GRANT_LABELS),
        (facts.BarReason, facts.BAR_LABELS),
        (facts.Source, facts.SOURCE_LABELS),
    ]:
        assert set(labels) == set(codes)
    assert len(persons.Ethnicity) == 21


def test_a_relationship_reads_from_both_ends():
    assert words_for(RelationshipKind.MOTHER, forward=True) == "mother"
    assert words_for(RelationshipKind.MOTHER, forward=False) == "child"
    assert words_for(RelationshipKind.SIBLING, forward=False) == "brother or sister"


def test_what_reads_alike_is_kept_in_one_direction():
    one, two = UUID(int=1), UUID(int=2)

    assert (
        canonical(RelationshipKind.SIBLING, two, one)
        == canonical(RelationshipKind.SIBLING, one, two)
        == (one, two)
    )
    assert canonical(RelationshipKind.MOTHER, two, one) == (two, one)


OPEN, RESTRICTED, SEALED = Restriction


@pytest.mark.parametrize(
    ("now", "then", "may"),
    [
        (OPEN, RESTRICTED, {Role.SAFEGUARDING_LEAD, Role.GOVERNANCE_OFFICER, Role.HUB_MANAGER}),
        (RESTRICTED, OPEN, {Role.SAFEGUARDING_LEAD, Role.GOVERNANCE_OFFICER, Role.HUB_MANAGER}),
        (OPEN, SEALED, {Role.SAFEGUARDING_LEAD, Role.GOVERNANCE_OFFICER}),
        (RESTRICTED, SEALED, {Role.SAFEGUARDING_LEAD, Role.GOVERNANCE_OFFICER}),
        (SEALED, OPEN, {Role.SAFEGUARDING_LEAD, Role.GOVERNANCE_OFFICER}),
        (SEALED, RESTRICTED, {Role.SAFEGUARDING_LEAD, Role.GOVERNANCE_OFFICER}),
        (OPEN, OPEN, set()),
        (SEALED, SEALED, set()),
    ],
)
def test_who_may_change_a_restriction(now, then, may):
    assert {role for role in Role if may_change([role], now=now, then=then)} == may


def test_a_system_administrators_scope_is_nothing():
    scope = scope_of(
        practitioner=UUID(int=1),
        roles=[Role.SYSTEM_ADMINISTRATOR, Role.HUB_MANAGER],
        localities=[],
        organisations=[],
    )

    assert scope == NOTHING
    assert scope.is_nothing


def test_localities_and_organisations_count_for_the_roles_that_answer_for_them():
    place, school = UUID(int=2), UUID(int=3)

    def scope(role):
        return scope_of(practitioner=UUID(int=1), roles=[role], localities=[place], organisations=[school])

    assert (scope(Role.COORDINATOR).localities, scope(Role.COORDINATOR).organisations) == (
        {place},
        frozenset(),
    )
    assert scope(Role.TEAM_MANAGER).organisations == {school}
    assert scope(Role.PRACTITIONER).localities == frozenset()


SEEN = Standing(visible=True, closed_off=False, works_with=False)
HIDDEN = Standing(visible=False, closed_off=False, works_with=False)
WORKED_WITH = Standing(visible=True, closed_off=False, works_with=True)
IN_HIDING = Standing(visible=False, closed_off=True, works_with=False)
OURS_IN_HIDING = Standing(visible=True, closed_off=True, works_with=True)
ORDINARY, ALL = Disclosure(True, False), Disclosure(True, True)


@pytest.mark.parametrize(
    ("families", "roles", "shown"),
    [
        ([], [], ORDINARY),
        ([], [Role.HUB_MANAGER], ALL),
        ([SEEN], [Role.PRACTITIONER], ORDINARY),
        ([SEEN], [Role.SAFEGUARDING_LEAD], ALL),
        ([SEEN], [Role.GOVERNANCE_OFFICER], ALL),
        ([SEEN], [Role.AUDITOR], ORDINARY),
        ([WORKED_WITH], [Role.PRACTITIONER], ALL),
        ([SEEN, HIDDEN], [Role.PRACTITIONER], ORDINARY),
        ([HIDDEN], [Role.PRACTITIONER], NOTHING_SHOWN),
        ([WORKED_WITH, IN_HIDING], [Role.PRACTITIONER], NOTHING_SHOWN),
        ([SEEN, IN_HIDING], [Role.HUB_MANAGER], NOTHING_SHOWN),
        ([OURS_IN_HIDING, HIDDEN], [Role.PRACTITIONER], ALL),
    ],
)
def test_whose_addresses_show_to_whom(families, roles, shown):
    assert disclose(families, roles=roles) == shown
