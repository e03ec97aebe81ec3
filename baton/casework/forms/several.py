"""Asking about several at once, cases or enquiries that wait for one: for each, who is asked, or nobody now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from baton.casework.forms.case import whose_offered
from baton.casework.models import Case
from baton.casework.models.leading import Candidates, PossibleLead
from baton.frontdoor.models import Enquiry
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
    """One of them on the form."""

    about: Case | Enquiry
    lead: BoundField
    nobody: bool
    suggested: PossibleLead | None


class SeveralForm(Form):
    """Who is asked about each of several; each carries the version that was looked at."""

    def __init__(
        self, *args: Any, candidates: Sequence[Candidates], words: Mapping[UUID, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = candidates
        for one in candidates:
            key = one.about.pk
            offered = one.leads if self.is_bound or self.draft is not None else one.leads[:FIRST]
            self.fields[f"{SEEN}{key}"] = fields.HiddenField(initial=str(one.about.version))
            self.fields[f"{LEAD}{key}"] = fields.SelectField(
                f"Who is asked for {named(one.about)}?",
                choices=[(str(lead.membership_id), words[lead.membership_id]) for lead in offered],
                required=False,
                mark_optional=False,
                empty_words="Nobody now",
                initial=str(one.suggested.membership_id) if one.suggested else "",
            )

    def clean(self) -> None:
        """Refuse a form on which nobody is asked."""
        if not any(self.cleaned_data.get(f"{LEAD}{one.about.pk}") for one in self.candidates):
            self.add_error(None, "Choose somebody for at least one family")

    @property
    def lines(self) -> list[Line]:
        """All of them, each with its field."""
        return [
            Line(one.about, self[f"{LEAD}{one.about.pk}"], not one.leads, one.suggested)  # type: ignore[arg-type]
            for one in self.candidates
        ]

    @property
    def chosen(self) -> list[tuple[Case | Enquiry, PossibleLead, int]]:
        """Each for which somebody is asked, who, and the version that was looked at."""
        return list(self._chosen())

    def _chosen(self) -> Iterable[tuple[Case | Enquiry, PossibleLead, int]]:
        for one in self.candidates:
            key = self.cleaned_data.get(f"{LEAD}{one.about.pk}")
            seen = str(self.cleaned_data.get(f"{SEEN}{one.about.pk}") or "")
            for lead in one.leads:
                if str(lead.membership_id) == key:
                    yield one.about, lead, int(seen) if seen.isdigit() else 0


def posted(names: Iterable[str]) -> list[UUID]:
    """Return the ids of what a page carried along."""
    found = []
    for name in names:
        if name.startswith(SEEN):
            try:
                found.append(UUID(name.removeprefix(SEEN)))
            except ValueError:
                continue
    return found


def named(one: Case | Enquiry) -> str:
    """Return the name of the family it is about."""
    return one.family.name if one.family else ""
