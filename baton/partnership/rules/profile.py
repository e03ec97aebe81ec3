"""The partnership profile as one typed, frozen value, and how it is read.

    profile = profiles.current()             # or case.profile.profile: the version a case began under

    profile.identity.title                   also .name .area .council .logo_text .version .from_on
    profile.words.front_door                 a Word: a str that also has .many .short .to_family .start .a
    profile.contact.telephone                also .email .emergency .placeholder
    profile.social_care.telephone            also .name .email .referral .out_of_hours_telephone .out_of_hours
    profile.opening_hours.on(weekday)        (from, to) or None
    profile.clocks.screening_hours           every clock is a field; None = deliberately unset
    profile.calendar.terms                   each with .from_on .to_on; also .nation .closure_days
    profile.level(2)                         .label .description .response .examples .talk_to .number

Every list is a `Listing`: iterate it; `listing["code"]` (KeyError), `listing.get("code")` (None), `"code" in
listing`, `listing.label("code")` (never fails: an old code is shown as words), `listing.choices` (code and
label of what is offered, for a form field), `listing.codes`. Its items have `.code .label .hint .offered` and
`.to_family`, the words a family reads. Beside those, in brackets:

    channels · urgencies · source_types[.annex_a] · lead_agency_types · cadences[.every_months]
    outcomes[.leads_to .to_enquirer] · closure_reasons[.objectives] · objectives_met · audit_grades · roles
    agency_types[.source_type .lead_agency_type .may_lead .case_limit .term_time] · meeting_kinds · transfer_reasons
    pause_reasons · document_kinds · refusal_reasons · not_asked_reasons · agreement_methods · safe_contact
    relationships[.parent] · ethnicities · languages · sexes · need_groups · needs[.group .about .levels]
    tools[.areas[.concern_at .concern_words] .low .high .better .edition .licensed .licence]
    assessment.sections[.about .filled_by .questions]
    … questions[.kind .required .choices .low .high .low_words .high_words]
    organisations[.agency_type .locality] · teams[.organisation .locality] · localities
    hubs[.locality .venues] · collaboratives[.locality]

    profile.assessment.about("child")        the sections about each child
    profile.step_up.on_acceptance            close or hold
    profile.information_requests             .purposes[.needs_agreement .to_agency] .questions and its clocks
    profile.specialists                      who screens when asked[.organisation .answer_hours]
    profile.restricted_records               .review_months .sealed_review_months .break_glass[.roles .minutes .reasons]
    profile.conflicts_of_interest            .declare_months
    profile.accounts                         .unused_days
    profile.unusual_reading                  .families_an_hour .without_relation_a_day .out_of_hours_a_night .usual_hours
    profile.allocation                       .answer_days .unled_days .courses .training_needed .refusals
    profile.notices                          .sending_hours .weekends .digest_at
    profile.agreement.service                what is agreed to; also .share .withdraw
    profile.needs_of("school")               the needs of a group; profile.needs_about("child")
    profile.may_lead("school")               whether an agency type may lead
    profile.locality_code("North")           the code of a locality named by code or name, else None

Codes that never change are enumerations in `profile_codes`; figures and imports rely on them.

Versions kept in the database outlive this code: a part or field added later has a default (a `Listing` is empty,
a clock is unset), so that they can still be read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from baton.partnership.rules import profile_accounts as signing_in
from baton.partnership.rules import profile_allocation as leading
from baton.partnership.rules import profile_assessment as asked
from baton.partnership.rules import profile_conflicts as conflicts
from baton.partnership.rules import profile_front_door as door
from baton.partnership.rules import profile_identity as who
from baton.partnership.rules import profile_notices as telling
from baton.partnership.rules import profile_oversight as oversight
from baton.partnership.rules import profile_partners as partners
from baton.partnership.rules import profile_practice as practice
from baton.partnership.rules import profile_restricted as restricted
from baton.partnership.rules.profile_checks import faults_of
from baton.partnership.rules.profile_item import Item
from baton.partnership.rules.profile_listing import Listing
from baton.partnership.rules.profile_reading import FAILED, Fault, Reader, annotations, needed

Tables = Mapping[str, Mapping[str, Any]]


class ProfileFaults(Exception):
    """A profile does not hold; `.faults` names everything that is wrong, file by file."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(faults, key=lambda fault: fault.file)
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Everything a partnership decides for itself, at one version."""

    identity: who.Identity
    colours: who.Colours
    contact: who.Contact
    social_care: who.SocialCare
    opening_hours: who.OpeningHours
    words: who.Words
    levels: Listing[practice.Level]
    clocks: practice.Clocks
    calendar: practice.Calendar
    channels: Listing[Item]
    urgencies: Listing[Item]
    source_types: Listing[practice.Source]
    outcomes: Listing[practice.Outcome]
    closure_reasons: Listing[practice.ClosureReason]
    objectives_met: Listing[Item]
    step_up: practice.StepUp
    meeting_kinds: Listing[Item]
    transfer_reasons: Listing[Item]
    pause_reasons: Listing[Item]
    agreement: practice.AgreementWords
    agreement_methods: Listing[Item]
    refusal_reasons: Listing[Item]
    not_asked_reasons: Listing[Item]
    audit_grades: Listing[Item]
    cadences: Listing[practice.Cadence]
    roles: Listing[Item]
    relationships: Listing[practice.Relationship]
    ethnicities: Listing[Item]
    languages: Listing[Item]
    sexes: Listing[Item]
    safe_contact: Listing[Item]
    need_groups: Listing[Item]
    needs: Listing[asked.Need]
    assessment: asked.Assessment
    tools: Listing[asked.Tool]
    lead_agency_types: Listing[Item]
    agency_types: Listing[partners.AgencyType]
    organisations: Listing[partners.Organisation]
    teams: Listing[partners.Team]
    localities: Listing[Item]
    hubs: Listing[partners.Hub]
    collaboratives: Listing[partners.Collaborative]
    postcodes: partners.Postcodes
    information_requests: door.InformationRequests = field(default_factory=door.InformationRequests)
    specialists: Listing[door.Specialist] = field(default_factory=Listing)
    restricted_records: restricted.RestrictedRecords = field(default_factory=restricted.RestrictedRecords)
    conflicts_of_interest: conflicts.ConflictsOfInterest = field(
        default_factory=conflicts.ConflictsOfInterest
    )
    unusual_reading: oversight.UnusualReading = field(default_factory=oversight.UnusualReading)
    accounts: signing_in.Accounts = field(default_factory=signing_in.Accounts)
    document_kinds: Listing[Item] = field(default_factory=practice.document_kinds)
    allocation: leading.Allocation = field(default_factory=leading.Allocation)
    notices: telling.Notices = field(default_factory=telling.Notices)

    def level(self, number: int) -> practice.Level:
        """Return the level of need 1 to 4."""
        return self.levels[str(number)]

    def needs_of(self, group: str) -> tuple[asked.Need, ...]:
        """Return the needs of a group, in the profile's order."""
        return tuple(need for need in self.needs if need.group == group)

    def needs_about(self, whom: str) -> tuple[asked.Need, ...]:
        """Return the needs that a child, an adult or the family may have."""
        return tuple(need for need in self.needs if whom in need.about)

    def may_lead(self, agency_type: str) -> bool:
        """Say whether organisations of this type may take the lead; one the profile does not know may not."""
        known = self.agency_types.get(agency_type)
        return known is not None and known.may_lead

    def locality_code(self, words: str) -> str | None:
        """Return the code of the locality with this code or name, in any case of letters, or None."""
        wanted = words.strip().casefold()
        return next(
            (one.code for one in self.localities if wanted in (one.code.casefold(), one.label.casefold())),
            None,
        )


def parse(tables: Tables, folder: str = "") -> Profile:
    """Return the profile that these files hold: file name → its table, as read from TOML.

    A part may stand in any of the files, but in one only. Raises `ProfileFaults` with everything that is wrong;
    files are named with `folder` before them.
    """
    faults: list[Fault] = []
    found, where = _parts(tables, folder, faults, strict=True)
    faults += _missing(where, folder) + faults_of(found, where) + _misnamed(found, where, folder)
    return _whole(found, faults)


def recall(tables: Tables) -> Profile:
    """Return a profile that held when it was loaded: rules made since do not bind it, dropped parts are passed over.

    Raises `ProfileFaults` where something is missing that has no default.
    """
    faults: list[Fault] = []
    found, where = _parts(tables, "", faults, strict=False)
    return _whole(found, faults + _missing(where, ""))


def _parts(
    tables: Tables, folder: str, faults: list[Fault], *, strict: bool
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the parts that could be read, and in which file each part stands."""
    kinds = annotations(Profile)
    found: dict[str, Any] = {}
    where: dict[str, str] = {}
    for name, table in tables.items():
        reader = Reader(f"{folder}/{name}" if folder else name, faults, strict)
        for part, value in table.items():
            if part in kinds and part not in where:
                where[part] = reader.file
                found[part] = reader.read(kinds[part], value, part)
            elif part in where:
                reader.fault(part, f"stands in {where[part]} too: keep one of them")
            elif strict:
                reader.fault(part, f"is not a part of a profile: use one of {', '.join(kinds)}")
    return {part: value for part, value in found.items() if value is not FAILED}, where


def _missing(where: Mapping[str, str], folder: str) -> list[Fault]:
    return [
        Fault(folder or "profile", field.name, "is missing: add it to one of the profile’s files")
        for field in fields(Profile)
        if field.name not in where and needed(field)
    ]


def _whole(found: Mapping[str, Any], faults: list[Fault]) -> Profile:
    if faults:
        raise ProfileFaults(faults)
    return Profile(**found)


def _misnamed(whole: Mapping[str, Any], where: Mapping[str, str], folder: str) -> list[Fault]:
    """A profile bears the name of its folder."""
    name = folder.rpartition("/")[2]
    if not name or "identity" not in whole or whole["identity"].name == name:
        return []
    return [Fault(where["identity"], "identity.name", f"is not the folder’s name: write “{name}”")]
