"""Names, sounds, slips and keys: what makes one typed name meet another."""

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from baton.people.rules.keys import Findable, KeyKind, Name, key, keys_of, phone_digits, squeeze
from baton.people.rules.names import fold, full_name, parts, shown_name
from baton.people.rules.near import is_near, shadows, similarity, slips, slips_forgiven
from baton.people.rules.references import LENGTH, SIGNS, new_reference
from baton.people.rules.sounds import sound

LETTERS = string.ascii_lowercase
words = some.text(LETTERS, min_size=1, max_size=12)
names = some.lists(words, min_size=1, max_size=3).map(" ".join)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("O'Brien", "OBRIEN"),
        ("O’Brien", "O'Brien"),
        ("Zoë", "zoe"),
        ("Smith-Jones", "Smith Jones"),
        ("St. John", "st john"),
        ("Łukasz", "Lukasz"),
        ("Wiśniewski", "WISNIEWSKI"),
        ("Strauß", "strauss"),
        ("  Mary   Ann ", "mary ann"),
    ],
)
def test_the_same_name_typed_twice_folds_alike(one, other):
    assert fold(one) == fold(other)


def test_names_in_other_scripts_keep_their_letters():
    assert fold("محمد") == "محمد"
    assert parts("Ольга Іванова") == ("ольга", "іванова")


def test_a_part_that_comes_twice_counts_once():
    assert parts("Ava Ava", "Shaw ava") == ("ava", "shaw")


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({"given": "Ava", "family": "Shaw"}, "Ava Shaw"),
        ({"given": "Ava", "family": ""}, "Ava"),
        ({"given": "", "family": ""}, "Name not known"),
        ({"given": "Big", "family": "Dave", "known": False}, "Name not known (Big Dave)"),
        ({"given": "", "family": "", "unborn": True}, "Unborn baby"),
        ({"given": "", "family": "Shaw", "unborn": True}, "Unborn baby Shaw"),
        ({"given": "Leo", "family": "Shaw", "unborn": True}, "Leo Shaw"),
        ({"given": "Leo", "family": "Shaw", "known": False, "unborn": True}, "Name not known (Leo Shaw)"),
    ],
)
def test_a_name_shows_as_it_is_or_in_plain_words(values, shown):
    assert full_name(**values) == shown


@pytest.mark.parametrize(
    ("known_as", "shown"),
    [("Libby", "Elizabeth Shaw (Libby)"), ("elizabeth", "Elizabeth Shaw"), ("", "Elizabeth Shaw")],
)
def test_the_name_in_use_stands_beside_where_it_differs(known_as, shown):
    assert shown_name(given="Elizabeth", family="Shaw", known_as=known_as) == shown


@pytest.mark.parametrize(
    "alike",
    [
        "catherine katherine kathryn cathryn",
        "stephen steven stefan",
        "thompson thomson tompson",
        "sean shaun shawn",
        "niamh neve neeve",
        "siobhan shivaun",
        "mohammed muhammad mohamed",
        "aisha ayesha aysha",
        "chloe khloe",
        "nicholas nikolas nicolas",
        "michael mikael",
        "rachel rachael",
        "leigh lee lea",
        "hussain hussein",
        "mackenzie mckenzie",
        "clark clarke",
        "smith smyth smythe",
        "geoff jeff",
        "gemma jemma",
        "chowdhury choudhury chaudhry",
        "omar umar",
        "phillip philip",
        "aimee amy",
        "yusuf youssef",
        "davis davies",
        "christopher kristofer",
        "isabel ysabel izabel",
        "jayden jaiden jaden",
        "reece rhys",
        "knight night",
    ],
)
def test_names_that_sound_alike_have_one_sound(alike):
    assert len({sound(name) for name in alike.split()}) == 1


def test_names_that_do_not_sound_alike_have_not():
    different = [
        "ava",
        "ben",
        "chloe",
        "david",
        "ella",
        "finn",
        "grace",
        "harry",
        "isla",
        "jack",
        "olivia",
        "mia",
    ]

    assert len({sound(name) for name in different}) == len(different)


@given(words)
def test_a_sound_is_shorter_than_its_word_or_as_long_and_never_changes(word):
    assert len(sound(word)) <= len(word) + 3
    assert sound(word) == sound(word)


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("smith", "smith", 0),
        ("smith", "smyth", 1),
        ("smith", "smiht", 1),
        ("smith", "smit", 1),
        ("", "ab", 2),
    ],
)
def test_slips_are_counted(one, other, count):
    assert slips(one, other) == slips(other, one) == count


@pytest.mark.parametrize(("part", "forgiven"), [("jo", 0), ("ann", 1), ("robert", 1), ("roberts", 2)])
def test_longer_parts_forgive_more(part, forgiven):
    assert slips_forgiven(part) == forgiven


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("jo", "jo", True),
        ("jo", "jon", False),
        ("ann", "anna", True),
        ("ann", "annie", False),
        ("robinson", "robnsen", True),
        ("robinson", "robertson", False),
    ],
)
def test_near_is_as_many_slips_as_the_shorter_one_forgives(one, other, near):
    assert is_near(one, other) is near


def slipped(word, place, letter, kind):
    place %= len(word)
    return {
        "left out": word[:place] + word[place + 1 :],
        "too many": word[:place] + letter + word[place:],
        "another": word[:place] + letter + word[place + 1 :],
        "swapped": word[:place] + word[place + 1 : place + 2] + word[place] + word[place + 2 :],
    }[kind]


@given(
    some.text(LETTERS, min_size=4, max_size=12),
    some.integers(0, 11),
    some.sampled_from(LETTERS),
    some.sampled_from(["left out", "too many", "another", "swapped"]),
)
def test_every_single_slip_meets_through_the_shadows_and_is_near(word, place, letter, kind):
    typed = slipped(word, place, letter, kind)

    assert set(shadows(word)) & set(shadows(typed))
    assert is_near(word, typed)


@given(words, words)
def test_whatever_is_near_meets_through_the_shadows(one, other):
    if is_near(one, other):
        assert set(shadows(one)) & set(shadows(other))


def test_similarity_goes_from_nothing_to_all():
    assert (similarity("smith", "smith"), similarity("", "")) == (1.0, 0.0)
    assert 0 < similarity("smith", "smyth") < 1


BORN = date(2015, 3, 27)


def findable(*names, **values):
    values = {"born": BORN, "postcodes": ("DN1 2AB",)} | values
    return Findable(names=tuple(Name(*name) for name in names), **values)


@given(some.lists(some.tuples(names, names), min_size=1, max_size=3), some.randoms())
def test_the_order_of_names_makes_no_difference(borne, chance):
    mixed = list(borne)
    chance.shuffle(mixed)

    assert keys_of(findable(*borne)) == keys_of(findable(*mixed))


@given(names, names)
def test_case_accents_and_repeats_make_no_difference(first, last):
    accented = first.translate(str.maketrans("aeiou", "áèîöū"))

    assert keys_of(findable((first, last))) == keys_of(
        findable((accented.upper(), last), (first, last.title()))
    )


def test_swapped_names_meet_in_the_keys_for_matching():
    shared = keys_of(findable(("Ava", "Shaw"))) & keys_of(findable(("Shaw", "Ava")))

    kinds = {each.kind for each in shared}
    assert {KeyKind.SOUNDS_YEAR, KeyKind.SOUNDS_DAY, KeyKind.SOUNDS_OUTCODE, KeyKind.BIRTH_INITIALS} <= kinds


def test_each_kind_of_key_is_made_of_what_it_says():
    person = findable(
        ("Ava Rose", "Shaw"), phones=("01302 700700",), upn="B801200005001", nhs_number="9434765919"
    )

    assert {each.kind for each in keys_of(person)} == set(KeyKind)
    assert key(KeyKind.SOUNDS_OUTCODE, "AF X DN1") in keys_of(person)
    assert key(KeyKind.POSTCODE_INITIAL, "DN12AB a") in keys_of(person)


@pytest.mark.parametrize(
    "person",
    [
        Findable(),
        findable(("", ""), postcodes=("",), phones=("12",)),
        findable(("Ava", "")),
        findable(("", "Shaw"), born=None),
    ],
)
def test_whatever_is_missing_makes_no_key(person):
    texts = keys_of(person)

    assert key(KeyKind.POSTCODE, "") not in texts
    assert key(KeyKind.SOUND, "") not in texts


def test_keys_of_one_kind_are_not_those_of_another():
    assert key(KeyKind.NAME, "ava").value != key(KeyKind.SOUND, "ava").value
    assert -(2**63) <= key(KeyKind.NAME, "ava").value < 2**63


@pytest.mark.parametrize(
    ("typed", "digits"),
    [("01302 700 700", "01302700700"), ("+44 1302 700700", "01302700700"), ("700700", ""), ("", "")],
)
def test_telephone_numbers_are_read_as_digits(typed, digits):
    assert phone_digits(typed) == digits


def test_postcodes_are_squeezed():
    assert squeeze("dn1 2ab") == "DN12AB"


def test_references_hold_no_sign_that_is_misread():
    reference = new_reference("F")

    assert len(reference) == LENGTH + 2
    assert set(reference[2:]) <= set(SIGNS)
    assert not set(SIGNS) & set("01OILSAEU")
