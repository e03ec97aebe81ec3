"""A partnership's organisations and places."""

from collections.abc import Mapping
from dataclasses import dataclass

from baton.partnership.rules.profile_codes import LeadAgencyType, SourceType
from baton.partnership.rules.profile_item import Clock, Code, Item, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyType(Item):
    """A kind of organisation: how its enquiries and its cases are counted, whether it may lead, whether it works in
    school terms alone.
    """

    source_type: SourceType
    lead_agency_type: LeadAgencyType
    may_lead: bool
    case_limit: Clock = None
    term_time: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Item):
    """A partner agency."""

    agency_type: Code
    locality: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Team(Item):
    """A team of an organisation."""

    organisation: Code
    locality: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hub(Item):
    """A family hub, with the venues where its services are found."""

    locality: Code
    venues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Collaborative(Item):
    """A cluster of schools and their partners."""

    locality: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcode:
    """The first half of a postcode: what people call the place, and its locality where it has but one."""

    place: Text
    locality: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Postcodes:
    """Which outcodes and postcode sectors ("DN6 7") lie in which locality; a sector overrules its outcode."""

    outcodes: Mapping[str, Outcode]
    sectors: Mapping[str, str]
