"""The enquiry at the front door: what was said on the left, what is to be done on the right."""

from collections.abc import Sequence
from dataclasses import dataclass

from baton.core.dates import today
from baton.frontdoor.models import Decision, Enquiry, EnquiryPause, Telling
from baton.frontdoor.permissions import (
    can_ask_agencies,
    can_ask_specialists,
    can_decide,
    can_mark_duplicate,
    can_release,
    can_reopen,
    can_screen,
    can_take_over,
    can_withdraw,
)
from baton.frontdoor.presenters.board import source_words, transfer_words
from baton.frontdoor.rules.decision import Outcome
from baton.frontdoor.rules.enquiry import State, Verb, is_possible
from baton.frontdoor.rules.telling import HOW_WORDS, How
from baton.frontdoor.wording import involvement_words, standard_words
from baton.notices.rules.delivery import WORDS, Status
from baton.partnership import profiles
from baton.partnership.models import Practitioner
from baton.people.models import Involvement
from baton.ui.components import Row
from baton.ui.moments import local

STATE_WORDS = {
    State.NEW: ("New", "quiet"),
    State.SCREENING: ("Screening", "wait"),
    State.DECIDED: ("Decided", "good"),
    State.WITHDRAWN: ("Keyed in error", "bad"),
    State.DUPLICATE: ("Duplicate", "bad"),
}


@dataclass(frozen=True)
class May:
    """What the reader may do with this enquiry now."""

    screen: bool
    ask: bool
    ask_specialists: bool
    claim: bool
    take_over: bool
    release: bool
    decide: bool
    redecide: bool
    tell: bool
    withdraw: bool
    duplicate: bool
    reopen: bool


def what_may(practitioner: Practitioner, enquiry: Enquiry, latest: Decision | None) -> May:
    """Return what somebody may do with an enquiry as it stands."""
    state = State(enquiry.state)
    screen = can_screen(practitioner, enquiry)
    free = latest is None or latest.taken_up_at is None
    held_by_other = enquiry.claimed_by_id not in (None, practitioner.pk)
    return May(
        screen=screen,
        ask=can_ask_agencies(practitioner, enquiry)
        and bool(profiles.current().information_requests.purposes),
        ask_specialists=can_ask_specialists(practitioner, enquiry),
        claim=screen and enquiry.is_waiting and enquiry.claimed_by_id is None,
        take_over=held_by_other and enquiry.is_waiting and can_take_over(practitioner, enquiry),
        release=is_possible(state, Verb.RELEASE) and can_release(practitioner, enquiry),
        decide=is_possible(state, Verb.DECIDE) and can_decide(practitioner, enquiry),
        redecide=free and is_possible(state, Verb.REDECIDE) and can_decide(practitioner, enquiry),
        tell=screen and state is State.DECIDED,
        withdraw=free and is_possible(state, Verb.WITHDRAW) and can_withdraw(practitioner, enquiry),
        duplicate=free
        and is_possible(state, Verb.MARK_DUPLICATE)
        and can_mark_duplicate(practitioner, enquiry),
        reopen=free and is_possible(state, Verb.REOPEN) and can_reopen(practitioner, enquiry),
    )


def came_rows(enquiry: Enquiry) -> list[Row]:
    """Return how an enquiry came, from whom, and how they may be reached."""
    profile = profiles.current()
    rows = [
        Row("Received", f"{local(enquiry.received_at)}, {profile.channels.label(enquiry.channel).lower()}"),
        Row("From", [part for part in (_enquirer(enquiry), source_words(enquiry)) if part]),
        Row("Reach them by", _ways(enquiry)),
    ]
    if enquiry.keyed_at != enquiry.received_at:
        keyed_by = f" by {enquiry.keyed_by.name}" if enquiry.keyed_by else ""
        rows.insert(1, Row("Keyed in", f"{local(enquiry.keyed_at)}{keyed_by}"))
    if enquiry.transfer_kind:
        asked = [
            enquiry.transfer_from,
            f"Proposed lead: {enquiry.proposed_lead}" if enquiry.proposed_lead else "",
        ]
        rows.append(Row(transfer_words(enquiry), [part for part in asked if part]))
    if enquiry.contact_note:
        rows.append(Row("When and how", enquiry.contact_note))
    return rows


def _enquirer(enquiry: Enquiry) -> str:
    return ", ".join(part for part in (enquiry.enquirer_name, enquiry.enquirer_role) if part)


def _ways(enquiry: Enquiry) -> list[str]:
    safe = {
        "ring": enquiry.safe_to_ring,
        "leave a message": enquiry.safe_to_leave_message,
        "text": enquiry.safe_to_text,
        "write": enquiry.safe_to_write,
    }
    yes = [words for words, answer in safe.items() if answer]
    no = [words for words, answer in safe.items() if answer is False]
    lines = [
        enquiry.enquirer_phone,
        enquiry.enquirer_email,
        f"Safe to {', '.join(yes)}" if yes else "",
        f"Not safe to {', '.join(no)}" if no else "",
    ]
    return [line for line in lines if line]


def decision_rows(decision: Decision) -> list[Row]:
    """Return what was decided, by whom and why."""
    profile = profiles.current()
    by = decision.decided_by.name if decision.decided_by else "not recorded"
    rows = [
        Row("Outcome", profile.outcomes.label(decision.outcome)),
        Row("Level of need", profile.level(decision.level).label if decision.level else "No level"),
        Row("Why", decision.reason),
        Row("Decided", f"{local(decision.decided_at)} by {by}{_together(decision)}"),
    ]
    if decision.involvement is not None:
        rows.insert(1, Row("For", involvement_words(decision.involvement)))
    if decision.tellings.all():
        rows.append(Row("The enquirer was told", decision.words_for_enquirer))
    return rows


def _together(decision: Decision) -> str:
    return ", together with the enquirer" if decision.made_with_enquirer else ""


def told_words(decision: Decision) -> list[str]:
    """Say how the enquirer was told of a decision, or why not."""
    told = [
        f"Told{' ' + HOW_WORDS[How(telling.how)] if telling.how else ''}, {local(telling.told_at)}"
        + (f", by {telling.by.name}" if telling.by else "")
        + _arrival(telling)
        for telling in decision.tellings.all()
    ]
    if decision.no_telling_reason:
        told.append(f"Cannot be told: {decision.no_telling_reason}")
    return told


def _arrival(telling: Telling) -> str:
    """Say how far a message came that tells the enquirer, where it did not simply go; nothing where it is hidden."""
    message = telling.message
    if message is None or message.status == Status.SENT:
        return ""
    return f" ({WORDS[Status(message.status)].lower()})"


def involvements_of(enquiry: Enquiry) -> list[Involvement]:
    """Return the help under way for the family of an enquiry and for the people matched."""
    if enquiry.family is None:
        return []
    people = [row.person_id for row in enquiry.people.all() if row.person_id]
    found = Involvement.objects.filter(family=enquiry.family) | Involvement.objects.filter(person__in=people)
    return list(
        found.current(today()).select_related("organisation", "practitioner").order_by("from_on", "pk")
    )


def open_pause(enquiry: Enquiry) -> EnquiryPause | None:
    """Return the pause in which the clock stands still now, if it does."""
    return next((pause for pause in enquiry.pauses.all() if pause.to_at is None), None)


def words_to_read(enquiry: Enquiry, outcome: str, typed: str) -> str:
    """Return the words an enquirer would read: those typed, else the standard ones of the outcome."""
    if typed.strip() or not outcome:
        return typed.strip()
    return standard_words(Outcome(outcome), enquiry)


def latest_decision(decisions: Sequence[Decision]) -> Decision | None:
    """Return the decision that counts, if there is one."""
    return next((one for one in decisions if one.superseded_at is None), None)
