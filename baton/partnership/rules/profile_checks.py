"""What must agree between the parts of a profile: fixed codes, references, order, contrast.

Each check looks only at parts that could be read, so that one broken part does not hide the faults of
another.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from baton.partnership.rules import profile_checks_asked as asked
from baton.partnership.rules import profile_codes as codes
from baton.partnership.rules.profile_checks_asked import Found
from baton.partnership.rules.profile_colour import contrast
from baton.partnership.rules.profile_listing import Listing
from baton.partnership.rules.profile_reading import Fault
from baton.partnership.rules.roles import Role

FIXED: dict[str, Iterable[str]] = {
    "levels": codes.LEVELS,
    "channels": codes.Channel,
    "urgencies": codes.Urgency,
    "source_types": codes.SourceType,
    "outcomes": codes.OutcomeCode,
    "closure_reasons": codes.ClosureCode,
    "objectives_met": codes.ObjectivesMet,
    "meeting_kinds": codes.MeetingCode,
    "agreement_methods": codes.AgreedBy,
    "not_asked_reasons": codes.NotAsked,
    "audit_grades": codes.Grade,
    "roles": Role,
    "relationships": codes.RelationshipCode,
    "ethnicities": codes.Ethnicity,
    "sexes": codes.Sex,
    "safe_contact": codes.SafeContact,
    "lead_agency_types": codes.LeadAgencyType,
}
"""The lists whose codes are the same in every profile."""

NOT_EMPTY = (
    "localities",
    "agency_types",
    "organisations",
    "need_groups",
    "needs",
    "refusal_reasons",
    "transfer_reasons",
    "pause_reasons",
    "languages",
)

CONTRAST = 4.5
"""The least contrast of text with its ground. Source: WCAG 2.2, success criterion 1.4.3."""


def faults_of(found: Mapping[str, Any], where: Mapping[str, str]) -> list[Fault]:
    """Return every disagreement between parts; `where` says in which file each part stands."""
    return [
        Fault(where[part], f"{part}.{place}" if place else part, wrong)
        for check in CHECKS
        for part, place, wrong in check(found)
    ]


def fixed_codes(found: Mapping[str, Any]) -> Iterator[Found]:
    """A list with fixed codes holds each of them and no other; what is not wanted is switched off."""
    for part, wanted in FIXED.items():
        if part not in found:
            continue
        present = set(found[part].codes)
        for code in wanted:
            if code not in present:
                yield part, code, "is missing: add its words (“offered = false” where it is not used)"
        for code in sorted(present - set(wanted)):
            yield part, code, f"is not one of the fixed codes {', '.join(wanted)}: remove it"


def filled(found: Mapping[str, Any]) -> Iterator[Found]:
    """No list that people choose from is empty or offers nothing."""
    for part in NOT_EMPTY:
        if part in found and not found[part].choices:
            yield part, "", "offers nothing to choose: add at least one"


def references(found: Mapping[str, Any]) -> Iterator[Found]:
    """A code that names something in another list names something that stands there."""
    for part, key, target in REFERENCES:
        if part not in found or target not in found:
            continue
        known = found[target].codes
        for item in found[part]:
            code = getattr(item, key)
            if code and code not in known:
                yield part, f"{item.code}.{key}", f"“{code}” is not in {target}: use one of {few(known)}"


def one_name_each(found: Mapping[str, Any]) -> Iterator[Found]:
    """Two places or organisations that share a name could not be told apart in a list or an import."""
    for part in ("localities", "hubs", "collaboratives", "organisations"):
        seen: dict[str, str] = {}
        for item in found.get(part, Listing()):
            name = item.label.casefold()
            if name in seen:
                yield part, f"{item.code}.label", f"is the name of {seen[name]} too: tell them apart"
            seen.setdefault(name, item.code)


def postcodes(found: Mapping[str, Any]) -> Iterator[Found]:
    """Outcodes and sectors look British, a sector's outcode is listed, and their localities exist."""
    if "postcodes" not in found or "localities" not in found:
        return
    known = found["localities"].codes
    places = found["postcodes"]
    named = {f"outcodes.{code}": one.locality for code, one in places.outcodes.items()}
    named |= {f"sectors.{code}": locality for code, locality in places.sectors.items()}
    for place, locality in named.items():
        if locality and locality not in known:
            yield "postcodes", place, f"“{locality}” is not in localities: use one of {few(known)}"
    for code in places.outcodes:
        if not OUTCODE.fullmatch(code):
            yield "postcodes", f"outcodes.{code}", "is not the first half of a postcode, like DN4"
    for code in places.sectors:
        if not SECTOR.fullmatch(code):
            yield "postcodes", f"sectors.{code}", "is not a postcode sector, like “DN4 8”"
        elif code.split()[0] not in places.outcodes:
            yield (
                "postcodes",
                f"sectors.{code}",
                f"has no outcode {code.split()[0]}: add it with the name of its place",
            )


def colours(found: Mapping[str, Any]) -> Iterator[Found]:
    """Text in and on the accent colour can be read: at least 4.5 to 1 on white and with its own text."""
    if "colours" not in found:
        return
    accent, on_accent = found["colours"].accent, found["colours"].on_accent
    for place, ground in (("on_accent", on_accent), ("accent", "#ffffff")):
        ratio = contrast(accent, ground)
        if ratio < CONTRAST:
            against = "white pages" if place == "accent" else "its own text"
            yield (
                "colours",
                place,
                (f"contrast of {accent} with {against} is {ratio:.2f} to 1: it must be {CONTRAST} or more"),
            )


def clocks(found: Mapping[str, Any]) -> Iterator[Found]:
    """Ranges run from low to high."""
    if "clocks" not in found:
        return
    for low, high in (
        ("meeting_min_days", "meeting_max_days"),
        ("open_days_low", "open_days_expected"),
        ("open_days_expected", "open_days_high"),
        ("screening_soon_hours", "screening_hours"),
    ):
        if getattr(found["clocks"], low) > getattr(found["clocks"], high):
            yield "clocks", low, f"is more than {high}: correct one of them"


def terms(found: Mapping[str, Any]) -> Iterator[Found]:
    """School terms run forward and do not overlap."""
    if "calendar" not in found:
        return
    before = None
    for number, term in enumerate(found["calendar"].terms, 1):
        if term.to_on < term.from_on:
            yield "calendar", f"terms[{number}].to_on", "is before from_on: correct one of them"
        if before is not None and term.from_on <= before:
            yield "calendar", f"terms[{number}].from_on", "is not after the term before: put terms in order"
        before = term.to_on


def outcomes(found: Mapping[str, Any]) -> Iterator[Found]:
    """Only one way leads to social care and one to an existing case: safety and figures rest on it."""
    for item in found.get("outcomes", Listing()):
        for code, leads_to in LEADS_ONLY.items():
            if (item.code == code) != (item.leads_to == leads_to):
                yield (
                    "outcomes",
                    f"{item.code}.leads_to",
                    f"{leads_to} is where {code} and nothing else leads: correct it",
                )


def who_may_lead(found: Mapping[str, Any]) -> Iterator[Found]:
    """Police, fire service and general practice are listed and never lead. Source: requirement R033."""
    if "agency_types" not in found:
        return
    for code in sorted(codes.NEVER_LEAD):
        item = found["agency_types"].get(code)
        if item is None:
            yield "agency_types", code, "is missing: add it with “may_lead = false”"
    for item in found["agency_types"]:
        never = item.code in codes.NEVER_LEAD or item.source_type == codes.SourceType.POLICE
        if item.may_lead and never:
            yield (
                "agency_types",
                f"{item.code}.may_lead",
                "emergency services and general practice never lead: write false",
            )
    if not any(item.may_lead and item.offered for item in found["agency_types"]):
        yield "agency_types", "", "nobody may lead: write “may_lead = true” for at least one"


def at_any_hour(found: Mapping[str, Any]) -> Iterator[Found]:
    """Types of agency that work by night are types of agency."""
    if "unusual_reading" not in found or "agency_types" not in found:
        return
    known = found["agency_types"].codes
    for code in found["unusual_reading"].at_any_hour:
        if code not in known:
            yield (
                "unusual_reading",
                "at_any_hour",
                f"“{code}” is not in agency_types: use one of {few(known)}",
            )


def few(known: Iterable[str]) -> str:
    """Return codes for a message: all of them, or the first eight."""
    names = list(known)
    return ", ".join(names[:8]) + (" …" if len(names) > 8 else "")


OUTCODE = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?")
SECTOR = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]? [0-9]")

LEADS_ONLY = {
    codes.OutcomeCode.STEP_UP: codes.LeadsTo.SOCIAL_CARE,
    codes.OutcomeCode.EXISTING_CASE: codes.LeadsTo.EXISTING_CASE,
}

REFERENCES = (
    ("organisations", "agency_type", "agency_types"),
    ("organisations", "locality", "localities"),
    ("teams", "organisation", "organisations"),
    ("teams", "locality", "localities"),
    ("hubs", "locality", "localities"),
    ("collaboratives", "locality", "localities"),
    ("specialists", "organisation", "organisations"),
    ("needs", "group", "need_groups"),
)

CHECKS: tuple[Callable[[Mapping[str, Any]], Iterator[Found]], ...] = (
    fixed_codes,
    filled,
    references,
    one_name_each,
    postcodes,
    colours,
    clocks,
    terms,
    outcomes,
    who_may_lead,
    at_any_hour,
    asked.needs,
    asked.questions,
    asked.measures,
    asked.tools,
)
