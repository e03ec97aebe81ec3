"""What older records are checked against, as this partnership and this database say it."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.utils import timezone

from baton.integrations.models import ImportedRecord
from baton.integrations.rules.legacy.ground import Ground, Scale
from baton.integrations.rules.legacy.rows import BETWEEN_KEYS
from baton.integrations.rules.legacy.tables import CASES, ENQUIRIES, PEOPLE
from baton.partnership import places, profiles
from baton.partnership.rules.places import Known
from baton.partnership.rules.profile import Profile


def ground(*, source: str, today: date) -> Ground:
    """Return what records of a source are checked against on a day: the profile, and what came before."""
    profile = profiles.current()
    known = _known(source)
    return Ground(
        today=today,
        zone=timezone.get_default_timezone(),
        tools=_tools(profile),
        localities=frozenset(
            words.casefold() for place in profile.localities for words in (place.code, str(place.label))
        ),
        objectives={
            reason.code: frozenset(map(str, reason.objectives))
            for reason in profile.closure_reasons
            if reason.objectives
        },
        postcode_known=postcode_known,
        known=known,
        ids=_ids(known),
    )


def _tools(profile: Profile) -> dict[str, Scale]:
    return {
        tool.code: Scale(frozenset(area.code for area in tool.areas), Decimal(tool.low), Decimal(tool.high))
        for tool in profile.tools
    }


@lru_cache(maxsize=50_000)
def postcode_known(postcode: str) -> bool:
    """Say whether a postcode is one of the list that comes with Baton."""
    return places.locate(postcode).known == Known.POSTCODE


def _known(source: str) -> dict[str, dict[str, bytes]]:
    found: dict[str, dict[str, bytes]] = defaultdict(dict)
    rows = ImportedRecord.objects.filter(source=source).values_list("file", "key", "marks")
    for file, key, marks in rows.iterator(chunk_size=5000):
        found[file][key] = bytes(marks)
    return dict(found)


def _ids(known: dict[str, dict[str, bytes]]) -> dict[str, frozenset[str]]:
    people = [key.split(BETWEEN_KEYS) for key in known.get(PEOPLE, ())]
    return {
        "person_id": frozenset(person for person, _ in people),
        "family_id": frozenset(family for _, family in people),
        "enquiry_id": frozenset(known.get(ENQUIRIES, ())),
        "case_id": frozenset(known.get(CASES, ())),
    }
