"""Asking the rules whether somebody may lead a case, before a deed names them."""

from datetime import datetime

from baton.casework.models.leading import PossibleLead, possible_lead
from baton.casework.rules.blocker import Blocker
from baton.partnership.models import Membership, Organisation, Practitioner
from baton.partnership.rules.profile import Profile
from baton.people.models import Family

NO_MEMBERSHIP = Blocker("left", "They do not work with families at this organisation. Choose somebody else.")


class MayNotLead(Exception):
    """The person chosen cannot lead this case; `blockers` says why and what to do."""

    def __init__(self, found: tuple[Blocker, ...]) -> None:
        self.blockers = found
        super().__init__(" ".join(blocker.words for blocker in found))


def refuse_unfit(
    practitioner: Practitioner, organisation: Organisation, family: Family, profile: Profile, at: datetime
) -> PossibleLead:
    """Return how somebody stands to leading a case of the family. Raises `MayNotLead`. Source: R033, R035."""
    Practitioner.objects.get_queryset().select_for_update(of=("self",)).get(pk=practitioner.pk)
    try:
        found = possible_lead(practitioner, organisation, family, profile, at)
    except Membership.DoesNotExist:
        raise MayNotLead((NO_MEMBERSHIP,)) from None
    if found.blockers:
        raise MayNotLead(found.blockers)
    return found
