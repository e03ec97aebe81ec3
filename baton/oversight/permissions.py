"""Who may see who looked at a family, and look into unusual reading.

Each question about one family supposes that it is visible: views load it through `people.access` first.
"""

from baton.oversight.models import UnusualReading
from baton.oversight.models.look import told_of
from baton.oversight.rules.look import SEES_EVERY_LOOK, Told
from baton.partnership.models import Practitioner
from baton.people.models import Family
from baton.people.rules.scope import OPENS_GRANTS, SEES_NOBODY


def may_see_looks_somewhere(practitioner: Practitioner) -> bool:
    """May open the page of who looked at a family, for some family.

    - safeguarding leads and information governance officers
    - everybody who may lead a family's case or manage those who do
    """
    return practitioner.has_role(*SEES_EVERY_LOOK, *OPENS_GRANTS) and not practitioner.has_role(*SEES_NOBODY)


def can_see_looks(practitioner: Practitioner, family: Family) -> bool:
    """May see who looked at this family. A partnership must be able to tell a family who read its record
    (early-help.md: a parent may see who looked); whoever answers for the record, or works on it, can tell them.

    - safeguarding leads and information governance officers: every look, and who was refused
    - the lead practitioner, and the team managers of organisations working on the case: who was shown the family
    - nobody else: neither the hub, nor auditors, nor the team around the family
    """
    return told_of(practitioner, family) != Told.NOTHING


def can_download_looks(practitioner: Practitioner) -> bool:
    """May take who looked at a family away as a file.

    - safeguarding leads and information governance officers
    """
    return practitioner.has_role(*SEES_EVERY_LOOK) and not practitioner.has_role(*SEES_NOBODY)


def can_see_unusual_reading(practitioner: Practitioner) -> bool:
    """May open the list of unusual reading, of everybody but themselves.

    - safeguarding leads and information governance officers
    """
    return practitioner.has_role(*SEES_EVERY_LOOK) and not practitioner.has_role(*SEES_NOBODY)


def can_close_unusual_reading(practitioner: Practitioner, reading: UnusualReading) -> bool:
    """May say what they found when they looked into an alert that is open.

    - safeguarding leads and information governance officers; nobody about their own reading
    """
    own = reading.practitioner_id == practitioner.pk
    return can_see_unusual_reading(practitioner) and not own and reading.closed_at is None
