"""The organisations of the demonstration and who works in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from baton.demo.rules import figures, names
from baton.demo.rules.chance import apportion, one_of
from baton.partnership.rules.roles import Role

DOMAIN = "demo.example"


@dataclass(frozen=True)
class AgencyType:
    """What the profile says of a kind of organisation."""

    code: str
    source_type: str
    lead_agency_type: str
    may_lead: bool
    case_limit: int


@dataclass(frozen=True)
class Partner:
    """An organisation; `new` where the profile does not bring it."""

    code: str
    name: str
    agency_type: str
    locality: str = ""
    new: bool = True


@dataclass(frozen=True)
class Worker:
    """Somebody who signs in at one organisation."""

    email: str
    name: str
    job: str
    organisation: str
    roles: frozenset[Role]
    localities: tuple[str, ...] = ()
    left: bool = False


@dataclass(frozen=True)
class Ground:
    """What the profile brings: kinds of organisation, organisations, localities, needs."""

    agency_types: Mapping[str, AgencyType]
    organisations: Sequence[Partner]
    localities: Sequence[str]
    postcodes: Mapping[str, Sequence[str]]
    child_needs: Sequence[str] = field(default=())
    holds: bool = False
    """A case rests, and is not closed, when social care accepts a step-up."""
    specialists: Sequence[str] = field(default=())
    """The organisations whose specialists the front door asks for their view."""


ADDED = (
    ("voluntary", names.CHARITIES[:3]),
    ("early_years", names.NURSERIES[:3]),
    ("housing", ("Homestead Housing Association",)),
    ("council_family_support", ("Family Support Outreach",)),
    ("trust_family_support", ("Intensive Family Support",)),
    ("midwifery", ("Community Midwives",)),
    ("childrens_centre", ("Sunshine Children’s Centre",)),
)
"""What a partnership of families needs beside schools, each where the profile's kinds know it."""

STAFF = {
    "school": 5,
    "council_family_support": 16,
    "trust_family_support": 30,
    "childrens_centre": 10,
    "health_visiting": 9,
    "health_trust": 8,
    "school_nursing": 6,
    "camhs": 5,
    "midwifery": 4,
    "voluntary": 7,
    "front_door": 8,
    "social_care": 8,
    "police": 5,
}
STAFF_ELSEWHERE = 3

JOBS = {
    "school": "Pastoral lead",
    "council_family_support": "Family support worker",
    "trust_family_support": "Intensive family support worker",
    "childrens_centre": "Family hub worker",
    "health_visiting": "Health visitor",
    "school_nursing": "School nurse",
    "midwifery": "Midwife",
    "front_door": "Screening officer",
    "social_care": "Social worker",
    "police": "Neighbourhood officer",
    "voluntary": "Project worker",
    "early_years": "Nursery manager",
    "housing": "Housing officer",
    "gp": "Practice nurse",
}

SIGN_INS: tuple[tuple[str, Role, str, str], ...] = (
    ("practitioner", Role.PRACTITIONER, "Pastoral lead", "school"),
    ("manager", Role.TEAM_MANAGER, "Assistant head, inclusion", "school"),
    ("screener", Role.HUB_SCREENER, "Screening officer", "front_door"),
    ("hub.manager", Role.HUB_MANAGER, "Front door manager", "front_door"),
    ("coordinator", Role.COORDINATOR, "Early help coordinator", "front_door"),
    ("liaison", Role.SOCIAL_CARE_LIAISON, "Duty social worker", "social_care"),
    ("safeguarding", Role.SAFEGUARDING_LEAD, "Safeguarding lead", "front_door"),
    ("analyst", Role.ANALYST, "Performance analyst", "front_door"),
    ("auditor", Role.AUDITOR, "Practice auditor", "front_door"),
    ("directory", Role.DIRECTORY_EDITOR, "Information officer", "front_door"),
    ("training", Role.TRAINING_LEAD, "Workforce development lead", "front_door"),
    ("governance", Role.GOVERNANCE_OFFICER, "Information governance officer", "front_door"),
    ("board", Role.BOARD_MEMBER, "Board member", "front_door"),
    ("administrator", Role.SYSTEM_ADMINISTRATOR, "Systems administrator", "front_door"),
)
"""One for each role: address before the @, role, job, kind of organisation."""

UNDECLARED = f"auditor@{DOMAIN}"
"""Who has yet to say whom they may not see, and is asked at their first sign-in; everybody else has said it."""

SPECIALIST = f"specialist@{DOMAIN}"
"""Somebody of the first of the specialists, where the profile has any: a practitioner, with a list of their own."""

COORDINATORS = 8
LEFT = 3


def partners(ground: Ground) -> list[Partner]:
    """Return the profile's organisations and as many made up as bring them to sixty, schools above all."""
    found = list(ground.organisations)
    held = {partner.agency_type for partner in found}
    for kind, titles in ADDED:
        if kind in ground.agency_types and (kind not in held or kind in ("voluntary", "early_years")):
            found += [Partner(f"demo_{kind}_{number}", title, kind) for number, title in enumerate(titles)]
    for number in range(figures.ORGANISATIONS - len(found)):
        place = ground.localities[number % len(ground.localities)]
        title = f"{names.SCHOOLS[number]} {names.KINDS_OF_SCHOOL[number % len(names.KINDS_OF_SCHOOL)]}"
        found.append(Partner(f"demo_school_{number}", title, "school", place))
    return found


def workers(chance: Random, ground: Ground, organisations: Sequence[Partner], count: int) -> list[Worker]:
    """Return who signs in: one for each role with an address to remember, then `count` in all."""
    found = [_sign_in(chance, ground, organisations, *line) for line in SIGN_INS]
    found += _coordinators(chance, ground, organisations)
    weights = {partner.code: STAFF.get(partner.agency_type, STAFF_ELSEWHERE) for partner in organisations}
    kinds = {partner.code: partner for partner in organisations}
    for code, number in apportion(weights, max(len(organisations), count - len(found))).items():
        for place in range(number):
            found.append(_worker(chance, kinds[code], len(found), is_manager=place == 1))
    return _with_specialist(found, ground)


def _with_specialist(found: list[Worker], ground: Ground) -> list[Worker]:
    """Give one of the specialists an address to remember, without drawing anybody anew."""
    asked = [worker for worker in found if worker.organisation in ground.specialists[:1]]
    chosen = next((worker for worker in asked if Role.PRACTITIONER in worker.roles), None)
    return [replace(one, email=SPECIALIST) if one is chosen else one for one in found]


def _sign_in(
    chance: Random,
    ground: Ground,
    organisations: Sequence[Partner],
    address: str,
    role: Role,
    job: str,
    kind: str,
) -> Worker:
    home = next(partner for partner in organisations if partner.agency_type == kind)
    places = ground.localities[:1] if role is Role.COORDINATOR else ()
    return Worker(f"{address}@{DOMAIN}", _name(chance), job, home.code, frozenset({role}), tuple(places))


def _coordinators(chance: Random, ground: Ground, organisations: Sequence[Partner]) -> list[Worker]:
    home = next(partner for partner in organisations if partner.agency_type == "front_door")
    return [
        Worker(
            f"coordinator{number + 1}@{DOMAIN}",
            _name(chance),
            "Early help coordinator",
            home.code,
            frozenset({Role.COORDINATOR}),
            (ground.localities[number % len(ground.localities)],),
        )
        for number in range(1, COORDINATORS)
    ]


def _worker(chance: Random, home: Partner, number: int, *, is_manager: bool) -> Worker:
    name = _name(chance)
    given, _, family = name.lower().replace("’", "").partition(" ")
    address = f"{_plain(given)}.{_plain(family)}{number}@{DOMAIN}"
    job = JOBS.get(home.agency_type, "Practitioner")
    roles = {Role.PRACTITIONER}
    if home.agency_type == "front_door":
        roles = {Role.HUB_SCREENER}
    if is_manager:
        roles, job = {Role.TEAM_MANAGER}, "Team manager"
    return Worker(address, name, job, home.code, frozenset(roles))


def _plain(words: str) -> str:
    return "".join(letter for letter in words if letter.isascii() and letter.isalpha()) or "x"


def _name(chance: Random) -> str:
    background = chance.choices(names.BACKGROUNDS, [one.weight for one in names.BACKGROUNDS])[0]
    given = one_of(chance, background.girls if chance.random() < 0.8 else background.boys)
    return f"{given} {one_of(chance, background.families)}"
