"""How long an account may lie unused before somebody asks whether it is still needed."""

from dataclasses import dataclass

from baton.partnership.rules.profile_item import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """Days without a sign-in after which an account is listed for review (ours: a year); "unset": none is."""

    unused_days: Clock = 365
