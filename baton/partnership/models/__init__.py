"""Who the partnership is: its profile, places, organisations and the people who sign in."""

from baton.partnership.models.account_request import AccountRequest
from baton.partnership.models.organisation import Organisation, Team
from baton.partnership.models.place import Collaborative, Hub, Locality
from baton.partnership.models.practitioner import Membership, Practitioner
from baton.partnership.models.profile import ProfileVersion
from baton.partnership.models.provider import Identity, Provider

__all__ = [
    "AccountRequest",
    "Collaborative",
    "Hub",
    "Identity",
    "Locality",
    "Membership",
    "Organisation",
    "Practitioner",
    "ProfileVersion",
    "Provider",
    "Team",
]
