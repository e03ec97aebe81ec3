"""Asking about several cases at once: for each, who is asked, or nobody now; and the filter of the list they stand on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from baton.casework.forms.case import whose_offered
from baton.casework.models import Case
from baton.casework.models.leading import Candidates, PossibleLead
from baton.partnership import profiles
from baton.partnership.models import Locality
from baton.ui import fields
from baton.ui.fields.base import BoundField
from baton.ui.forms import FilterForm, Form

SEEN, LEAD = "seen-", "lead-"
FIRST = 5
"""How many are offered for each case, the best placed first (ours); a case's own page offers more."""


class UnledFilter(FilterForm):
    """Which cases that nobody leads."""

    whose = fields.ChoiceField("Whose", choices=whose_offered, small=True)
    locality = fields.SelectField(
        profiles.said(lambda words: words.locality.start), choices=lambda: localities(), empty_words="All"
    )


def localities() -> list[tuple[str, str]]:
    """Return the localities by name."""
    return [(row.code, row.name) for row in Locality.objects.order_by("name")]


@dataclass(frozen=True)
class Line:
    """One case on the form."""

    case: Case
    lead: BoundField
    nobody: bool


class SeveralForm(Form):
    """Who is asked about each of several cases; each carries the version that was looked at."""

    def __init__(
        self, *args: Any, candidates: Sequence[Candidates], words: Mapping[UUID, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = candidates
        for one in candidates:
            key = one.case.pk
            offered = one.leads if self.is_bound or self.draft is not None else one.leads[:FIRST]
            self.fields[f"{SEEN}{key}"] = fields.HiddenField(initial=str(one.case.version))
            self.fields[f"{LEAD}{key}"] = fields.SelectField(
                f"Who is asked for {one.case.family.name}?",
                choices=[(str(lead.membership_id), words[lead.membership_id]) for lead in offered],
                required=False,
                mark_optional=False,
                empty_words="Nobody now",
                initial=str(one.suggested.membership_id) if one.suggested else "",
            )

    def clean(self) -> None:
        """Refuse a form on which nobody is asked."""
        if not any(self.cleaned_data.get(f"{LEAD}{one.case.pk}") for one in self.candidates):
            self.add_error(None, "Choose somebody for at least one case")

    @property
    def lines(self) -> list[Line]:
        """The cases, each with its field."""
        return [Line(one.case, self[f"{LEAD}{one.case.pk}"], not one.leads) for one in self.candidates]  # type: ignore[arg-type]

    @property
    def chosen(self) -> list[tuple[Case, PossibleLead, int]]:
        """Each case for which somebody is asked, who, and the version that was looked at."""
        return list(self._chosen())

    def _chosen(self) -> Iterable[tuple[Case, PossibleLead, int]]:
        for one in self.candidates:
            key = self.cleaned_data.get(f"{LEAD}{one.case.pk}")
            seen = str(self.cleaned_data.get(f"{SEEN}{one.case.pk}") or "")
            for lead in one.leads:
                if str(lead.membership_id) == key:
                    yield one.case, lead, int(seen) if seen.isdigit() else 0


def posted_cases(names: Iterable[str]) -> list[UUID]:
    """Return the ids of the cases that a page carried along."""
    found = []
    for name in names:
        if name.startswith(SEEN):
            try:
                found.append(UUID(name.removeprefix(SEEN)))
            except ValueError:
                continue
    return found
