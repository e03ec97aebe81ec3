"""How often practitioners are asked whom they know, so that nobody reads about their own family."""

from dataclasses import dataclass

from baton.partnership.rules.profile_item import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictsOfInterest:
    """After how many months somebody is asked again; unset: nobody is asked at sign-in, and may still declare.

    Source: architecture rule 6 (nobody opens their own or a relative's record); the months are the partnership's.
    """

    declare_months: Clock = None
