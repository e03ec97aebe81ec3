"""How a partnership finds who leads a case: how long an answer may take, who counts as trained, why one may refuse."""

from dataclasses import dataclass, field

from baton.partnership.rules.profile_item import Clock, Item, Number, Text
from baton.partnership.rules.profile_listing import Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """Finding who leads. The defaults are ours.

    `answer_days` are working days, after which a proposal without an answer comes back; unset: it waits. Whoever
    attended one of `courses` is trained (R188); with `training_needed` nobody else may lead. `unled_days` is how long
    a case may be without a lead before lists mark it, `holiday_notice_days` how long before a school holiday they name
    the cases that are led from a school.
    """

    answer_days: Clock = 2
    unled_days: Number = 1
    holiday_notice_days: Number = 21
    courses: tuple[Text, ...] = ()
    training_needed: bool = False
    refusals: Listing[Item] = field(default_factory=Listing)
