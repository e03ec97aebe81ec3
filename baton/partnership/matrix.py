"""The words in which each app says who may open which of its pages.

Every app lists all its addresses in `tests/matrix.py` as `MATRIX: list[Page]`. The harness in `tests/matrix` builds one
world, asks for every page as every role and relation in every situation, and compares the answer with what `Page` and
`SCOPE` say; an address that no app lists fails the build. The same lists print `docs/reference/permission-matrix.md`.
"""

from dataclasses import dataclass
from typing import Final

from baton.partnership.rules.roles import Role

OWN: Final = "own"
OWN_ORGANISATION: Final = "own_organisation"
OTHER_ORGANISATION: Final = "other_organisation"
RESTRICTED: Final = "restricted"
SEALED: Final = "sealed"
CLOSED: Final = "closed"

SITUATIONS: Final = frozenset({OWN, OWN_ORGANISATION, OTHER_ORGANISATION, RESTRICTED, SEALED, CLOSED})
"""`own`: a family to which the asker stands in the relation named; `own_organisation`: led by a colleague;
`other_organisation`: led elsewhere in the asker's locality; the rest as their names say, led elsewhere, but `closed`,
which the asker led or managed."""

LEAD_PRACTITIONER: Final = "lead_practitioner"
TEAM_MEMBER: Final = "team_member"
AUTHORISER: Final = "authoriser"
RELATIONS: Final = frozenset({LEAD_PRACTITIONER, TEAM_MEMBER, AUTHORISER})
ROLES: Final = frozenset(role.value for role in Role)
EVERYBODY: Final = ROLES | RELATIONS
ANONYMOUS: Final = "anonymous"


@dataclass(frozen=True)
class Page:
    """One address: what it is about, and for whom it answers.

    `who`: roles and relations that may open it where the object lies within their scope; `situations`: those in
    which it answers at all (a page that edits leaves out `closed`); `on`: the noun whose id the address carries
    ("family", "person", "case", "enquiry", …), empty for a page about nobody; `public`: open to the world;
    `method`: how it is asked; `refused`: the status for somebody in scope who is not in `who`.
    """

    url_name: str
    on: str = ""
    who: frozenset[str] = EVERYBODY
    public: bool = False
    method: str = "get"
    situations: frozenset[str] = SITUATIONS
    refused: int = 403
