"""A case is opened: from a decision of the front door, or as an older record for the review register."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import cast
from uuid import UUID

from baton.casework.actions import fitness, opening, raising, transfer
from baton.casework.actions.common import day_of, locked, record
from baton.casework.actions.meeting import owe_next
from baton.casework.actions.pause import move_due
from baton.casework.actions.values import Lead, NewCase
from baton.casework.events import case as events
from baton.casework.models import Case, Pause
from baton.casework.rules.case import SUPPORT_FOR, CaseState, Origin, can_become
from baton.casework.rules.duty import WHOLE_CASE
from baton.casework.rules.transfer import Direction
from baton.core.wall import deed
from baton.frontdoor.actions import decision as decisions
from baton.frontdoor.models import Decision, Enquiry
from baton.partnership.models import Organisation, Practitioner, ProfileVersion
from baton.partnership.rules.profile_codes import LeadsTo
from baton.people.models import Family

ORIGINS = {"": Origin.ENQUIRY, "step_down": Origin.STEP_DOWN, "transfer_in": Origin.TRANSFER_IN}
"""Where a case comes from, by the kind of transfer its enquiry is."""


DIRECTIONS = {Origin.STEP_DOWN: Direction.STEP_DOWN, Origin.TRANSFER_IN: Direction.IN}
"""Which transfer such a case arrived by."""


class NotAwaited(Exception):
    """The enquiry does not wait for a case: it was decided otherwise, or somebody opened one already."""

    def __init__(self) -> None:
        super().__init__(
            "This family no longer waits for somebody to lead: a case is open, or the decision changed."
        )


class CaseAlreadyOpen(Exception):
    """The family has an open case; what is new belongs there."""

    def __init__(self, case: Case) -> None:
        self.case = case
        super().__init__(
            f"This family has an open case already ({case.reference}). "
            "Decide the enquiry again, so that it is added to that case."
        )


class WrongState(Exception):
    """The case is not in the state that this step begins from."""

    def __init__(self) -> None:
        super().__init__("The case has moved on in the meantime. Look at how it stands now.")


@deed
def open_from_decision(
    *,
    enquiry: Enquiry,
    lead: Practitioner | None,
    organisation: Organisation | None,
    coordinator: Practitioner | None,
    profile: ProfileVersion,
    by: Practitioner,
    at: datetime,
) -> Case:
    """Open the case, or the single service's record, that an enquiry was decided for, and name who leads it.

    An accepted step-down or transfer in opens on the day it was decided, with its transfer; without a `lead`
    it stands on the list of cases that nobody leads. A record of one service ends where a case begins. Raises
    `NotAwaited`, `CaseAlreadyOpen`, `fitness.MayNotLead`.
    Source: R105; issue text part 6; architecture, “deciding and allocating”.
    """
    awaited = to_open(enquiry)
    family = awaited.family
    if lead is not None and organisation is not None:
        fitness.refuse_unfit(lead, organisation, family, profile.profile, at)
    taken = decisions.take_up(enquiry=awaited.enquiry, by=by, at=at)
    if awaited.ends is not None:
        raising.end(awaited.ends, level=taken.level, by=by, at=at)
    origin = ORIGINS[taken.enquiry.transfer_kind]
    new = NewCase(
        family=family,
        profile=profile,
        origin=origin,
        opened_on=day_of(at if origin is Origin.ENQUIRY else taken.decided_at),
        support=SUPPORT_FOR[LeadsTo(taken.leads_to)],
        enquiry=taken.enquiry,
        decision=taken,
        locality=family.locality or taken.enquiry.locality,
        coordinator=coordinator,
        level=taken.level,
        lead=Lead(practitioner=lead, organisation=organisation, from_on=day_of(at)) if lead else None,
    )
    (case,) = opening.write([new], by=by, at=at)
    _arrive(case, taken, by, at)
    return case


@dataclass(frozen=True)
class Awaited:
    """A case that an enquiry waits for: the enquiry, the family, and the record of one service that ends with it."""

    enquiry: Enquiry
    family: Family
    ends: Case | None


def to_open(enquiry: Enquiry) -> Awaited:
    """Return the case that an enquiry waits for, enquiry and family held; nothing is written.

    Raises `NotAwaited`, `CaseAlreadyOpen`.
    """
    held = Enquiry.objects.select_for_update(of=("self",)).get(pk=enquiry.pk)
    decision = Decision.objects.awaiting_case().filter(enquiry=held).first()
    if decision is None:
        raise NotAwaited
    held.family = family = Family.objects.select_for_update(of=("self",)).get(pk=cast(UUID, held.family_id))
    ends = raising.raisable(family, LeadsTo(decision.leads_to))
    _refuse_second(family, but=ends)
    return Awaited(held, family, ends)


def _arrive(case: Case, taken: Decision, by: Practitioner, at: datetime) -> None:
    """Record the transfer of a case that did not come by an ordinary enquiry."""
    direction = DIRECTIONS.get(Origin(case.origin))
    if direction is not None:
        transfer.record_arrival(
            case=case,
            enquiry=taken.enquiry,
            direction=direction,
            from_words=taken.enquiry.transfer_from,
            requested_at=taken.enquiry.received_at,
            accepted_at=taken.decided_at,
            reason=taken.reason,
            by=by,
            at=at,
        )


@deed
def open_for_register(
    *,
    family: Family,
    opened_on: date,
    coordinator: Practitioner | None,
    profile: ProfileVersion,
    by: Practitioner | None,
    at: datetime,
) -> Case:
    """Keep an older case that was found on paper or elsewhere, and enter it in the review register today.

    Raises `CaseAlreadyOpen`. Source: R072, R073.
    """
    family = Family.objects.select_for_update(of=("self",)).get(pk=family.pk)
    _refuse_second(family)
    new = NewCase(
        family=family,
        profile=profile,
        origin=Origin.REVIEW_REGISTER,
        opened_on=opened_on,
        locality=family.locality,
        coordinator=coordinator,
        register_on=day_of(at),
    )
    (case,) = opening.write([new], by=by, at=at)
    return case


@deed
def hold(*, case: Case, reason: str, by: Practitioner | None, at: datetime) -> Case:
    """Put an open case on hold: from today all its clocks stand still. Raises `WrongState`."""
    held = _change_state(case, CaseState.ON_HOLD)
    pause = Pause.objects.create(case=held, clock=WHOLE_CASE, from_on=day_of(at), reason=reason, by=by)
    owe_next(case=held, at=at)
    record(events.HELD, held, at=at, by=by, subject=pause, data={"from_on": pause.from_on})
    return held


@deed
def resume(*, case: Case, by: Practitioner | None, at: datetime) -> Case:
    """Take up again a case that was on hold: its clocks go on, and what is due moves by the length of the hold.

    Days agreed with the family for actions of the plan stay. Raises `WrongState`.
    """
    held = _change_state(case, CaseState.OPEN)
    for pause in held.pauses.filter(clock=WHOLE_CASE, to_on=None):
        pause.to_on = max(day_of(at), pause.from_on)
        pause.save(update_fields=["to_on"])
        move_due(held, pause, at)
    owe_next(case=held, at=at)
    record(events.RESUMED, held, at=at, by=by, data={"to_on": day_of(at)})
    return held


def _change_state(case: Case, then: CaseState) -> Case:
    held = locked(case)
    now = CaseState(held.state)
    if now is CaseState.CLOSED or not can_become(now, then):
        raise WrongState
    held.state = then
    held.save(update_fields=["state"])
    return held


def _refuse_second(family: Family, but: Case | None = None) -> None:
    open_ones = Case.objects.active().filter(family=family)
    other = (open_ones.exclude(pk=but.pk) if but else open_ones).first()
    if other is not None:
        raise CaseAlreadyOpen(other)
