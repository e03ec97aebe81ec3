"""Each rule a profile must hold, broken once: the fault names file, place and what to do."""

from dataclasses import MISSING, fields
from datetime import UTC, datetime
from typing import Any

import pytest

from baton.partnership.rules.profile import Profile, ProfileFaults, parse, recall
from baton.partnership.rules.profile_versions import digest_of, kept, read_texts, tables_of
from baton.partnership.tests.profile_texts import edited, shipped

VOICE = "assessment/sections/voice/questions/voice_how"
GLASS = "restricted_records/break_glass"
SAFETY = "tools/scaling/areas/safety"
SCALE = "assessment/sections/adult/questions/adult_well_scale"


class Gone:
    def __repr__(self) -> str:
        return "gone"


GONE = Gone()
NEVER = "emergency services and general practice never lead"
TO_CARE = "social_care is where step_up and nothing else leads"

BROKEN: list[tuple[str, object, str]] = [
    # what one value may be
    ("identity/title", " ", "identity.title: is empty: write the words"),
    ("identity/from_on", "July", "identity.from_on: “July” is not a day"),
    (
        "identity/from_on",
        datetime(2016, 7, 1, 9, tzinfo=UTC),
        "identity.from_on: 2016-07-01 09:00:00+00:00 is not a day",
    ),
    ("identity/version", 2016, "identity.version: 2016 is not text"),
    ("identity/version", "v" * 41, "identity.version: is too long"),
    ("identity/name", "York", "identity.name: is not the folder’s name: write “doncaster”"),
    ("colours/accent", "blue", "colours.accent: is not a colour"),
    ("opening_hours/monday", ["late"], "opening_hours.monday[1]: “late” is not a time"),
    ("opening_hours/monday", ["17:00", "08:30"], "opening_hours.monday: is not [from, to]"),
    ("opening_hours/monday", ["08:30"], "opening_hours.monday: is not [from, to]"),
    ("opening_hours/monday", "always", "opening_hours.monday: “always” is not a list"),
    ("social_care/name", GONE, "social_care.name: is missing: add it"),
    ("contact/fax", "1", "contact.fax: is not known here: use one of telephone"),
    ("contact/telephone", "ring us", "contact.telephone: is not a telephone number"),
    ("contact/email", "nobody", "contact.email: is not an e-mail address"),
    ("contact/placeholder", 1, "contact.placeholder: 1 is not true or false"),
    ("words/coordinator", 7, "words.coordinator: 7 is not a word"),
    ("words/coordinator", {"one": 7}, "words.coordinator: {'one': 7} is not a word"),
    ("clocks/assessment_days", True, "clocks.assessment_days: True is not a whole number"),
    ("clocks/assessment_days", 0, "clocks.assessment_days: is not above 0"),
    ("clocks/assessment_days", "unset", "clocks.assessment_days: “unset” is not a whole number"),
    ("clocks/allocation_days", -1, "clocks.allocation_days: is not above 0: write a number, or “unset”"),
    ("step_up/on_acceptance", "wait", "step_up.on_acceptance: “wait” is not one of close, hold"),
    ("restricted_records/review_months", 0, "restricted_records.review_months: is not above 0"),
    (f"{GLASS}/minutes", 1441, "restricted_records.break_glass.minutes: is more than a day"),
    (
        f"{GLASS}/roles",
        ["auditor"],
        "restricted_records.break_glass.roles: names a role that does not work with",
    ),
    (f"{GLASS}/roles", ["king"], "restricted_records.break_glass.roles[1]: “king” is not one of"),
    ("levels/3/examples", ["x", 3], "levels.3.examples[2]: 3 is not text"),
    ("source_types/police/annex_a", "6Z", "source_types.police.annex_a: is not a contact source"),
    ("channels/paper", 1, "channels.paper: 1 is not a table"),
    ("channels/paper", "p" * 121, "channels.paper.label: is too long"),
    ("channels", ["online"], "channels: ['online'] is not a table of codes"),
    ("postcodes/outcodes/DN2", "Wheatley", "postcodes.outcodes.DN2: “Wheatley” is not a table"),
    ("postcodes/sectors", "all", "postcodes.sectors: “all” is not a table"),
    (
        "organisations/St. Leger",
        {"label": "x", "agency_type": "gp"},
        "organisations.St. Leger.code: is not a code",
    ),
    ("needs/autism_adhd/levels", [5], "needs.autism_adhd.levels: names a level outside 1 to 4"),
    # how parts agree
    ("channels/drop_in", GONE, "channels.drop_in: is missing: add its words"),
    ("channels/walk_in", "Walk-in", "channels.walk_in: is not one of the fixed codes online"),
    ("languages", {}, "languages: offers nothing to choose: add at least one"),
    ("clocks/meeting_min_days", 43, "clocks.meeting_min_days: is more than meeting_max_days"),
    ("outcomes/step_up/leads_to", "nothing", f"outcomes.step_up.leads_to: {TO_CARE}"),
    ("outcomes/advice/leads_to", "social_care", f"outcomes.advice.leads_to: {TO_CARE}"),
    ("colours/accent", "#ffdd00", "colours.accent: contrast of #ffdd00 with white pages is 1."),
    ("colours/on_accent", "#00577a", "colours.on_accent: contrast of #00577a with its own text is 1.00 to 1"),
    ("calendar/terms/1/from_on", "2014-10-24", "calendar.terms[2].from_on: is not after the term before"),
    ("calendar/terms/0/to_on", "2014-09-01", "calendar.terms[1].to_on: is before from_on"),
    ("agency_types/police/may_lead", True, f"agency_types.police.may_lead: {NEVER}"),
    ("agency_types/other/source_type", "police", f"agency_types.other.may_lead: {NEVER}"),
    ("agency_types/fire", GONE, "agency_types.fire: is missing: add it with “may_lead = false”"),
    (
        "organisations/rdash/agency_type",
        "x",
        "organisations.rdash.agency_type: “x” is not in agency_types: use one of",
    ),
    ("organisations/rdash/label", "LIBRARIES", "organisations.rdash.label: is the name of libraries too"),
    (
        "hubs/thorne/locality",
        "west",
        "hubs.thorne.locality: “west” is not in localities: use one of north, east",
    ),
    ("postcodes/outcodes/DN2/locality", "west", "postcodes.outcodes.DN2: “west” is not in localities"),
    ("postcodes/outcodes/Dn2", {"place": "x"}, "postcodes.outcodes.Dn2: is not the first half of a postcode"),
    ("postcodes/sectors/DN49", "south", "postcodes.sectors.DN49: is not a postcode sector"),
    ("postcodes/sectors/DN40 9", "south", "postcodes.sectors.DN40 9: has no outcode DN40"),
    ("needs/autism_adhd/about", [], "needs.autism_adhd.about: is empty"),
    ("need_groups/pets", "Pets", "need_groups.pets: has no needs"),
    (
        "assessment/sections/adult/questions",
        {},
        "assessment.sections.adult.questions: is empty: add a question",
    ),
    (
        "assessment/sections/voice",
        GONE,
        "assessment.sections: no section about a child has a question of kind voice",
    ),
    (f"{VOICE}/choices", {"play": "Play"}, f"{VOICE.replace('/', '.')}.choices: needs at least two choices"),
    (f"{SCALE}/low_words", "", f"{SCALE.replace('/', '.')}: a scale needs low below high"),
    (f"{SCALE}/low", 10, f"{SCALE.replace('/', '.')}: a scale needs low below high"),
    (f"{SCALE}/measures", "scaling.mood", f"{SCALE.replace('/', '.')}.measures: names no area of a tool"),
    (f"{SCALE}/measures", "level.level", f"{SCALE.replace('/', '.')}.measures: names no area of a tool"),
    (f"{VOICE}/measures", "scaling.safety", f"{VOICE.replace('/', '.')}.measures: names no area of a tool"),
    (f"{SCALE}/known", "rumours", f"{SCALE.replace('/', '.')}.known: “rumours” is not one of worries"),
    (
        "unusual_reading/at_any_hour",
        ["night_owls"],
        "unusual_reading.at_any_hour: “night_owls” is not in agency_types",
    ),
    ("unusual_reading/families_an_hour", 0, "unusual_reading.families_an_hour: is not above 0"),
    ("tools/sdq/low", 40, "tools.sdq.low: is not below high"),
    ("tools/das/licence", "", "tools.das.licence: is empty: say whose licence"),
    ("tools/das/areas", {}, "tools.das.areas: is empty"),
    (f"{SAFETY}/concern_at", 11, "tools.scaling.areas.safety.concern_at: lies outside the scale"),
    (f"{SAFETY}/concern_at", "unset", "tools.scaling.areas.safety.concern_words: go with concern_at"),
    (f"{SAFETY}/concern_words", "", "tools.scaling.areas.safety.concern_words: go with concern_at"),
    ("tools/level/high", 5, "tools.level: every profile ships it with areas level, 1 to 4, lower is better"),
    ("tools/scaling", GONE, "tools.scaling: every profile ships it with areas safety, wellbeing, 0 to 10"),
]


def put(tables: dict[str, Any], path: str, value: object) -> str:
    """Set what stands at `path`, or take it out; return the file it stands in."""
    first, *rest = path.split("/")
    file = next(name for name, table in tables.items() if first in table)
    inside: Any = tables[file]
    *way, last = [int(step) if step in ("0", "1") else step for step in (first, *rest)]
    for step in way:
        inside = inside[step]
    if value is GONE:
        del inside[last]
    else:
        inside[last] = value
    return file


def faults(texts: dict[str, str]) -> list[str]:
    with pytest.raises(ProfileFaults) as caught:
        read_texts(texts, "profiles/doncaster")
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("path", "value", "fault"), BROKEN, ids=[f"{path} {value}"[:60] for path, value, _ in BROKEN]
)
def test_a_broken_rule_names_file_place_and_fault(path: str, value: object, fault: str):
    tables = tables_of(shipped("doncaster"))
    file = put(tables, path, value)

    with pytest.raises(ProfileFaults) as caught:
        parse(tables, "profiles/doncaster")

    said = [str(one) for one in caught.value.faults]
    assert any(one.startswith(f"profiles/doncaster/{file}: {fault}") for one in said), said


def test_types_of_agency_that_work_by_night_may_be_named():
    tables = tables_of(shipped("doncaster"))
    put(tables, "unusual_reading/at_any_hour", ["police"])

    assert parse(tables).unusual_reading.at_any_hour == ("police",)


def test_somebody_may_lead():
    tables = tables_of(shipped("doncaster"))
    for agency_type in tables["partners.toml"]["agency_types"].values():
        agency_type["may_lead"] = False

    with pytest.raises(
        ProfileFaults, match=r"^partners.toml: agency_types: nobody may lead: write “may_lead = true”"
    ):
        parse(tables)


def test_a_part_that_cannot_be_read_hides_no_other_fault():
    tables = tables_of(shipped("doncaster"))
    for path in (
        "localities",
        "calendar",
        "colours",
        "clocks",
        "agency_types",
        "assessment",
        "tools",
        "needs",
    ):
        put(tables, path, "nothing")
    put(tables, "sexes/female", GONE)

    with pytest.raises(ProfileFaults) as caught:
        parse(tables)

    assert len(caught.value.faults) == 9
    assert any("sexes.female: is missing" in str(fault) for fault in caught.value.faults)


def test_a_missing_part_is_named_and_hides_no_other_fault():
    texts = edited("doncaster", {"practice.toml": ("assessment_days = 30", "assessment_days = 0")})
    del texts["places.toml"]

    found = faults(texts)

    assert "profiles/doncaster: localities: is missing: add it to one of the profile’s files" in found
    assert any("clocks.assessment_days" in one for one in found)


def test_nothing_at_all_is_one_fault_for_each_part():
    with pytest.raises(ProfileFaults) as caught:
        parse({})

    required = [part for part in fields(Profile) if part.default_factory is MISSING]
    assert len(caught.value.faults) == len(required) > 40
    assert str(caught.value.faults[0]).startswith("profile: ")


def test_a_part_stands_in_one_file_only_and_is_known():
    texts = shipped("doncaster")
    texts["zz_more.toml"] = '[sexes]\nfemale = "F"\n[pets]\ncat = "Cat"\n'

    found = faults(texts)

    assert any("more.toml: sexes: stands in profiles/doncaster/people.toml too" in one for one in found)
    assert any("more.toml: pets: is not a part of a profile" in one for one in found)


def test_not_toml_is_named_with_its_line():
    texts = shipped("doncaster") | {"tools.toml": "[tools\n", "people.toml": "x ="}

    found = faults(texts)

    assert len(found) == 2
    assert any(
        one.startswith("profiles/doncaster/tools.toml: is not TOML") and "line 1" in one for one in found
    )


def test_without_a_folder_files_go_by_their_own_names():
    with pytest.raises(ProfileFaults, match=r"^a.toml: is not TOML"):
        tables_of({"a.toml": "["})


def test_the_digest_is_of_what_is_said():
    texts = shipped("doncaster")
    moved = dict(texts)
    moved["other.toml"] = moved.pop("tools.toml") + "\n# a remark\n"

    assert digest_of(moved) == digest_of(texts)
    assert digest_of(edited("doncaster", {"tools.toml": ("high = 40", "high = 41")})) != digest_of(texts)


def test_a_version_is_read_once():
    texts = shipped("doncaster")

    assert kept("0" * 64, texts) is kept("0" * 64, {})


def test_a_kept_version_is_not_bound_by_rules_made_since():
    tables = tables_of(shipped("doncaster"))
    put(tables, "channels/semaphore", "Semaphore")
    put(tables, "contact/fax", "01632 960000")
    put(tables, "levels/2/label", "l" * 200)
    put(tables, "restricted_records", GONE)
    tables["old.toml"] = {"windmills": {}}

    profile = recall(tables)

    assert profile.channels.label("semaphore") == "Semaphore"
    assert profile.restricted_records.review_months == 3
    assert not profile.restricted_records.break_glass.roles


def test_a_kept_version_without_what_is_needed_says_so():
    with pytest.raises(ProfileFaults, match=r"profile: identity: is missing"):
        recall({})


def test_what_a_profile_answers():
    profile = read_texts(shipped("doncaster"))

    assert profile.level(3).number == 3
    assert {need.code for need in profile.needs_about("adult")} > {"parent_alcohol"}
    assert profile.locality_code(" NORTH ") == "north"
    assert profile.locality_code("Atlantis") is None
    assert not profile.may_lead("circus")
    assert next(need.code for need in profile.needs_of("pregnancy")) == "pregnancy_support"
    assert {section.code for section in profile.assessment.about("adult")} == {"adult"}
    assert profile.opening_hours.on(6) is None
    assert profile.opening_hours.on(0) is not None
