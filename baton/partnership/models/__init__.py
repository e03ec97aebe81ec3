"""Who the partnership is: its profile, places, organisations and the people who sign in."""

from baton.partnership.models.organisation import Organisation, Team
from baton.partnership.models.place import Collaborative, Hub, Locality
from baton.partnership.models.practitioner import Membership, Practitioner
from baton.partnership.models.profile import ProfileVersion

__all__ = [
    "Collaborative",
    "Hub",
    "Locality",
    "Membership",
    "Organisation",
    "Practitioner",
    "ProfileVersion",
    "Team",
]
