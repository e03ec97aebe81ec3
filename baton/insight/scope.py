"""What a measure is asked about: the period, the profile, and perhaps one locality or one type of agency."""

from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from baton.insight.rules.period import Period
from baton.partnership.rules.profile import Profile

Rows = TypeVar("Rows", bound=QuerySet[Any])
NOT_RECORDED = "not_recorded"
LOCALITY = "locality"
AGENCY = "agency"


@dataclass(frozen=True)
class Scope:
    """The question. `part` is a locality's code or an agency type's, `NOT_RECORDED` for what has none."""

    period: Period
    profile: Profile
    by: str = ""
    part: str = ""

    def within(self, by: str, part: str) -> "Scope":
        """Give the same question about one part alone."""
        return replace(self, by=by, part=part)

    def narrow(self, rows: Rows, *, locality: str, agency: str) -> Rows:
        """Keep the rows of the part; `locality` and `agency` name the lookups to each code."""
        if not self.by:
            return rows
        lookup = locality if self.by == LOCALITY else agency
        if self.part != NOT_RECORDED:
            return rows.filter(**{lookup: self.part})
        missing = Q(**{f"{lookup}__isnull": True})
        return rows.filter(missing if self.by == LOCALITY else missing | Q(**{lookup: ""}))

    @property
    def parts(self) -> list[str]:
        """Give the codes that `by` can take, those without one last."""
        if self.by == LOCALITY:
            return [*self.profile.localities.codes, NOT_RECORDED]
        codes = [*self.profile.lead_agency_types.codes, *self.profile.source_types.codes]
        return [*dict.fromkeys(codes), NOT_RECORDED]
