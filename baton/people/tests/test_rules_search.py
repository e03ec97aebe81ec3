"""Taking a search apart, and judging who fits it."""

from datetime import date

import pytest

from baton.people.rules.keys import Name
from baton.people.rules.likeness import Known, judge
from baton.people.rules.query import Asked, read

TODAY = date(2026, 9, 14)
BORN = date(2015, 3, 27)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("", Asked()),
        ("Ava Shaw", Asked(name_parts=("ava", "shaw"))),
        ("SHAW, Ava", Asked(name_parts=("shaw", "ava"))),
        ("Ava 27/3/2015", Asked(name_parts=("ava",), born=BORN)),
        ("Ava 27.03.15", Asked(name_parts=("ava",), born=BORN)),
        ("27 March 2015", Asked(born=BORN)),
        ("27th mar 2015", Asked(born=BORN)),
        ("2015-03-27", Asked(born=BORN)),
        ("1.5.84", Asked(born=date(1984, 5, 1))),
        ("Ava 31/2/2015", Asked(name_parts=("ava",))),
        ("dn1 2ab Shaw", Asked(name_parts=("shaw",), postcode="DN12AB")),
        ("B801200005001", Asked(upn="B801200005001")),
        ("A801200005001", Asked()),
        ("943 476 5919", Asked(nhs_number="9434765919")),
        ("9434765918", Asked()),
        ("f-7k3mqd", Asked(reference="F-7K3MQD")),
        ("01302 700 700 Shaw", Asked(name_parts=("shaw",), phone="01302700700")),
        ("+44 1302 700700", Asked(phone="01302700700")),
        ("a b c d e f g h", Asked(name_parts=("a", "b", "c", "d", "e", "f"))),
    ],
)
def test_a_search_is_taken_apart(typed, asked):
    assert read(typed, today=TODAY) == asked


def test_fields_of_their_own_go_before_the_text():
    asked = read("Ava 1/1/2010 dn4 5pq", born=BORN, postcode="dn1 2ab", today=TODAY)

    assert (asked.born, asked.postcode, asked.name_parts) == (BORN, "DN12AB", ("ava",))


def test_nothing_asked_is_empty():
    assert read("  42 ", today=TODAY).is_empty
    assert not read("x", today=TODAY).is_empty


AVA = Known(
    name=Name("Ava Rose", "O'Brien"),
    known_as="Avie",
    former_names=(Name("Ava", "Green"),),
    born=BORN,
    postcodes=("DN1 2AB",),
    past_postcodes=("DN4 5PQ",),
    phones=("+44 1302 700700",),
    upn="B801200005001",
    nhs_number="9434765919",
    references=("F-7K3MQD",),
)


@pytest.mark.parametrize(
    ("typed", "reasons"),
    [
        ("Ava O'Brien", ("Same name",)),
        ("obrien ava", ("Same name",)),
        ("Avie", ("Same name",)),
        ("Ava Obrian", ("Similar name",)),
        ("Avva", ("Similar name",)),
        ("Ava Green", ("Former name: same name",)),
        ("Eva Grean", ("Former name: similar name",)),
        ("Ava O'Brien 27/3/2015", ("Same date of birth", "Same name")),
        ("Ava O'Brien 3/27/2015", ("Same name",)),
        ("Zed Obrien 27/3/2015", ("Same date of birth", "Part of the name")),
        ("Zed Obrian dn1 2ab", ("Same postcode", "Part of the name, similar")),
        ("Ava dn4 5pq", ("Same name", "Lived at this postcode")),
        ("Zed Marsh 27/3/2015 dn1 2ab", ("Same date of birth", "Same postcode")),
        ("27/3/2015", ("Same date of birth",)),
        ("dn1 2ab", ("Same postcode",)),
        ("B801200005001", ("Same UPN",)),
        ("943 476 5919 Zed", ("Same NHS number",)),
        ("01302 700700", ("Same telephone number",)),
        ("F-7K3MQD", ("Family's reference",)),
    ],
)
def test_who_fits_says_why(typed, reasons):
    assert judge(read(typed, today=TODAY), AVA).reasons == reasons


def test_a_date_of_birth_with_day_and_month_swapped_counts_for_less():
    known = Known(name=Name("Ava", "Shaw"), born=date(2015, 3, 4))

    swapped = judge(read("Ava Shaw 3/4/2015", today=TODAY), known)
    exact = judge(read("Ava Shaw 4/3/2015", today=TODAY), known)

    assert swapped.reasons == ("Same name", "Date of birth with day and month swapped")
    assert swapped.score < exact.score


@pytest.mark.parametrize(
    "typed",
    [
        "Zed",
        "Zed O'Brien",
        "Zed Marsh 27/3/2015",
        "28/3/2015",
        "dn9 9zz",
        "Bo",
        "Zed Marsh dn1 2ab",
        "F-222222",
    ],
)
def test_who_fits_too_little_is_left_out(typed):
    assert judge(read(typed, today=TODAY), AVA) is None


@pytest.mark.parametrize("typed", ["27/3/2015 dn1 2ab", "B801200005001", "943 476 5919", "01302 700700"])
def test_what_is_not_known_of_somebody_never_fits(typed):
    assert judge(read(typed, today=TODAY), Known(name=Name())) is None


def test_the_present_name_goes_before_a_former_one():
    known = Known(name=Name("Ava", "Shaw"), former_names=(Name("Ava", "Shaw"),))

    assert judge(read("Ava Shaw", today=TODAY), known).reasons == ("Same name",)


def test_each_part_of_a_name_is_met_once():
    assert judge(read("Ann Anna", today=TODAY), Known(name=Name("Anna", "Shaw"))) is None
