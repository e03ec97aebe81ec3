"""Readings as tests need them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from baton.outcomes.actions.reading import Sitting
from baton.outcomes.rules.travelled import Stage
from baton.partnership import profiles
from baton.partnership.rules.profile_assessment import Tool
from baton.people.models import Family, Person
from baton.people.tests import factories as people

NOW, TODAY = people.NOW, people.TODAY


def tool(code: str = "scaling") -> Tool:
    return profiles.current().tools[code]


def sitting(
    *,
    of: Person,
    family: Family,
    scores: Mapping[str, int] | None = None,
    taken_on: date = TODAY,
    stage: Stage = Stage.INITIAL,
    case_id: UUID | None = None,
    **values: Any,
) -> Sitting:
    """Two areas of the scaling tool, unless told otherwise."""
    given = {"safety": 3, "wellbeing": 4} if scores is None else scores
    return Sitting(
        person=of,
        family=family,
        case_id=case_id or uuid4(),
        tool=values.pop("tool", None) or tool(),
        taken_on=taken_on,
        stage=stage,
        scores={area: Decimal(score) for area, score in given.items()},
        notes=values.pop("notes", {}),
    )
