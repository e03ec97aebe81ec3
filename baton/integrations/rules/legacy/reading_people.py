"""What rows of people say of families: their names, who may see them, who is what to whom."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from baton.integrations.rules.legacy.rows import Row
from baton.integrations.rules.legacy.tables import RELATIONSHIPS
from baton.people.rules.membership import MemberRole, RelationshipKind
from baton.people.rules.persons import ADULT_AT, years_old

NO_NAME = "Name not known"
NO_REASON = "Restricted in the records from before Baton"


def family_name(rows: Sequence[Row]) -> str:
    """Return the name a family goes by: the one most of its children bear, else most of its adults (ours)."""
    for wanted in (True, False):
        names = Counter(
            row["family_name"] for row in rows if row["family_name"] and (row["role"] != "adult") is wanted
        )
        if names:
            return str(names.most_common(1)[0][0])
    return NO_NAME


def restriction_reason(rows: Iterable[Row]) -> str | None:
    """Return why a family is restricted, `None` where no row says that it is."""
    restricted = [row for row in rows if row["restricted"] == "yes"]
    if not restricted:
        return None
    return next((row.text("restricted_reason") for row in restricted if row["restricted_reason"]), NO_REASON)


def is_unborn(row: Row) -> bool:
    """Say whether somebody is not born: said so, or expected, with no date of birth."""
    return row["date_of_birth"] is None and (row["role"] == "unborn" or row["expected_date"] is not None)


def role_of(row: Row, today: date) -> MemberRole:
    """Return what somebody is in the family; where it is not said, by age, a child where that is not known."""
    if row["role"] == "unborn" and row["date_of_birth"] is not None:
        return MemberRole.CHILD
    if row["role"]:
        return MemberRole(row["role"])
    if is_unborn(row):
        return MemberRole.UNBORN
    born = row["date_of_birth"]
    return MemberRole.ADULT if born and years_old(born, today) >= ADULT_AT else MemberRole.CHILD


def relationships(rows: Sequence[Row], today: date) -> Iterator[tuple[str, str, RelationshipKind]]:
    """Return who is what to which child of one family: person, child, kind. Nobody is anything to themselves."""
    children = [row for row in rows if role_of(row, today) is not MemberRole.ADULT]
    for row in rows:
        word = row["relationship"]
        if not word:
            continue
        kind = RelationshipKind(word) if word in RELATIONSHIPS else RelationshipKind.OTHER
        for child in children:
            if child["person_id"] != row["person_id"]:
                yield row["person_id"], child["person_id"], kind
