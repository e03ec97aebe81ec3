"""The front door in its states: enquiries unread, claimed, decided, told; drafts, stops, links for families."""

from datetime import timedelta

from django.core.cache import cache
from django.test import Client
from django.urls import resolve, reverse

from baton.casework.actions.liaison import note_agreed
from baton.core import drafts
from baton.frontdoor.actions import board, exclusion, information, saved_filter, stop, telling
from baton.frontdoor.actions.information import Recipient
from baton.frontdoor.actions.specialist import answer
from baton.frontdoor.actions.values import Enquirer
from baton.frontdoor.models import Enquiry
from baton.frontdoor.rules.decision import Outcome
from baton.frontdoor.rules.said import AGREE
from baton.frontdoor.rules.specialist import SpecialistOutcome
from baton.frontdoor.rules.telling import How
from baton.frontdoor.tests import asking as agencies
from baton.frontdoor.tests import factories as door
from baton.frontdoor.tests import specialists
from baton.partnership.models import Practitioner
from baton.partnership.tests.factories import organisation
from baton.people.models import Involvement
from baton.portal.actions import kept
from tests.journeys.scenes.scene import Scene

NOW = door.NOW
AGO = NOW - timedelta(hours=3)
DRAFT = {
    "people-count": ["1"],
    "people-0-role": ["child"],
    "people-0-given_names": ["Ava"],
    "people-0-family_name": ["Shaw"],
    "worries": ["Ava has missed three weeks of school."],
    "going_well": ["Her grandmother helps."],
    "tried": ["Two meetings."],
    "family_wants": ["A quiet night."],
    "knows": [AGREE],
    "urgency": ["soon"],
    "postcode": ["DN1 1AA"],
}
"""A whole enquiry as its form sends it."""

HANDED = {"mark": "", "take": "yes", "note": "Ring the school at two"}
"""What is typed beside an enquiry that is handed on."""


def scenes(manager: Practitioner, sender: Practitioner) -> list[Scene]:
    """Give the front door's scenes; `manager` screens, `sender` made the enquiries."""
    return [
        *_unread(manager, sender),
        *_asked(manager, sender),
        *_specialists(manager, sender),
        *_joined(manager, sender),
        *_decided(manager, sender),
        *_of_sender(sender, manager),
        *_public(manager),
    ]


def _specialists(manager: Practitioner, sender: Practitioner) -> list[Scene]:
    cam = specialists.clinician(name="Cam Hill")
    waiting, answered = (
        specialists.ask(door.claimed(manager, door.by(sender, received_at=AGO), at=AGO), manager)
        for _ in range(2)
    )
    view = "Her school can help first."
    answer(request=answered, outcome=SpecialistOutcome.ADVICE, view=view, by=cam, at=NOW)
    to_ask = door.claimed(manager, door.by(sender, received_at=AGO), at=AGO)
    ids = [{"enquiry_id": one.enquiry_id, "specialist_request_id": one.pk} for one in (waiting, answered)]
    return [
        Scene("to ask", manager, _of(to_ask), ("specialist_ask",)),
        Scene("asked", manager, ids[0], ("specialist_withdraw", "enquiry_page")),
        Scene("said", manager, _of(answered.enquiry), ("enquiry_page",)),
        Scene("asked", cam, ids[0], ("specialist_answer", "enquiry_page", "specialist_queue")),
        Scene("said", cam, ids[1], ("specialist_answer",)),
        Scene("said", cam, shows=("specialist_queue",), query="?show=answered"),
    ]


def _unread(manager: Practitioner, sender: Practitioner) -> list[Scene]:
    waiting = door.received(door.by(sender, received_at=NOW - timedelta(hours=50)))
    screening = door.linked(door.claimed(manager, door.by(sender, received_at=AGO), at=AGO), manager, at=AGO)
    Involvement.objects.create(family=screening.family, kind="case", contact="Pat Lead", from_on=NOW.date())
    paused = door.claimed(manager, door.by(sender, received_at=AGO), at=AGO)
    board.pause(enquiry=paused, reason="Waiting for the school", by=manager, at=AGO)
    boards = ("enquiry_board",)
    return [
        Scene(
            "new",
            manager,
            _of(waiting),
            ("enquiry_page", "enquiry_link", "enquiry_withdraw", "enquiry_duplicate"),
        ),
        Scene("people found", manager, _of(waiting), ("enquiry_link",), typed={"q": "Shaw"}),
        Scene("screened", manager, _of(screening), ("enquiry_page",)),
        Scene("paused", manager, _of(paused), ("enquiry_page",)),
        Scene(
            "all",
            manager,
            shows=(*boards, "enquiry_lists", "enquiry_key", "message_index"),
        ),
        Scene("one column", manager, shows=boards, query="?column=new&show=late&sort=received"),
        Scene("nothing found", manager, shows=boards, query="?show=mine&show=unclaimed&show=late"),
    ]


def _asked(manager: Practitioner, sender: Practitioner) -> list[Scene]:
    """Agencies that answered, wait, and are late; the link of one, and a question to somebody with an account."""
    enquiry = door.claimed(manager, door.by(sender, received_at=AGO), at=AGO)
    late = agencies.ask(enquiry, manager, of=Recipient(email="gp@example.org"), at=NOW - timedelta(days=4))
    waiting = agencies.ask(enquiry, manager, at=AGO)
    own = agencies.ask(enquiry, manager, of=Recipient(email=sender.email), at=AGO)
    answered = agencies.ask(enquiry, manager, of=Recipient(email="nurse@example.org", name="Nurse"), at=AGO)
    agencies.reply(answered, at=AGO)
    done = agencies.ask(enquiry, manager, of=Recipient(email="wrong@example.org"), at=AGO)
    information.withdraw_request(request=done, reason="Wrong school", by=manager, at=AGO)
    one = _of(enquiry) | {"information_request_id": late.pk}
    who = (("Your name", "Nia Ford"), ("Your role", "Nurse"), ("Your telephone number", "01302 000000"))
    link = ("link_open",)
    return [
        Scene(
            "agencies asked", manager, one, ("enquiry_page", "enquiry_agencies", "information_request_list")
        ),
        Scene("to ask", manager, one, ("information_request_new", "information_request_withdraw")),
        Scene(
            "asked after signing in",
            sender,
            {"information_request_id": own.pk},
            ("information_request_answer",),
        ),
        Scene("agencies being asked", sender, _of(enquiry), ("enquiry_page",)),
        Scene("agency asked", None, {"token": agencies.token(waiting)}, link),
        Scene(
            "agency reads names",
            None,
            {"token": agencies.token(waiting)},
            link,
            press="Show whom it is about",
            fill=who,
        ),
        Scene("agency answered", None, {"token": agencies.token(answered)}, link),
        Scene("agency not needed", None, {"token": agencies.token(done)}, link, status=404),
    ]


def _joined(manager: Practitioner, sender: Practitioner) -> list[Scene]:
    """Two enquiries compared, two joined, and the enquiries of a shift to hand on."""
    claimed = door.claimed(manager, door.by(sender, received_at=AGO), at=AGO)
    one, other = door.received(door.by(sender, received_at=AGO)), door.received(received_at=AGO)
    original = door.decided(manager, new=door.new_enquiry(received_at=AGO), at=NOW)
    joined = door.received(door.by(sender, received_at=AGO))
    exclusion.mark_duplicate(
        enquiry=joined, original=original, reason="", by=manager, at=NOW, expected_version=joined.version
    )
    for subject, handed, to in (("hand_over", claimed, "queue"), ("share_out", other, str(manager.pk))):
        typed = {"to": [to]} | {f"{name}-{handed.pk}": [value] for name, value in HANDED.items()}
        drafts.save(owner_key=str(manager.pk), form="handover", subject=subject, data=typed, at=NOW)
    up = door.decided(manager, Outcome.STEP_UP, new=door.new_enquiry(received_at=AGO), at=NOW)
    note_agreed(about=up, text="They ring her today", by=manager, at=NOW)
    saved_filter.save_filter(name="Late", query="show=late", is_default=False, by=manager, at=NOW)
    return [
        Scene("compared", manager, _of(one), ("enquiry_duplicate",), query=f"?original={other.reference}"),
        Scene("joined", manager, _of(joined), ("enquiry_page", "enquiry_reopen")),
        Scene("another joined to it", manager, _of(original), ("enquiry_page",)),
        Scene("with social care", manager, shows=("liaison",)),
        Scene("filter to save", manager, shows=("enquiry_filters",), query="?show=late"),
        Scene("to hand on", manager, shows=("enquiry_hand_over", "enquiry_share_out")),
        Scene("handing on", manager, shows=("enquiry_hand_over_check", "enquiry_share_out_check")),
    ]


def _decided(manager: Practitioner, sender: Practitioner) -> list[Scene]:
    waiting = door.decided(manager, Outcome.ASSESSMENT, new=door.by(sender, received_at=AGO), at=NOW)
    untold = door.decided(manager, new=door.by(sender, received_at=AGO), at=NOW)
    told = door.decided(manager, new=door.by(sender, received_at=AGO), at=NOW)
    telling.tell(enquiry=told, how=How.MESSAGE, by=manager, at=NOW)
    gone = door.received(door.by(sender, received_at=AGO))
    exclusion.withdraw(enquiry=gone, reason="Sent twice", by=manager, at=NOW, expected_version=gone.version)
    return [
        Scene("waiting for a lead", manager, _of(waiting), ("waiting_list", "case_open")),
        Scene("decided", manager, _of(untold), ("enquiry_page", "enquiry_reopen")),
        Scene("told", manager, _of(told), ("enquiry_page",)),
        Scene("withdrawn", manager, _of(gone), ("enquiry_page",)),
        Scene("their own, told", sender, _of(told), ("enquiry_page", "enquiry_sent", "enquiry_mine")),
        Scene(
            "their own, undecided",
            sender,
            _of(door.received(door.by(sender, received_at=AGO))),
            ("enquiry_page",),
        ),
    ]


def _of_sender(sender: Practitioner, manager: Practitioner) -> list[Scene]:
    drafts.save(owner_key=str(sender.pk), form="enquiry", subject="begun", data=DRAFT, at=NOW)
    kept = stop.record_stop(child="Ava Shaw, 8", organisation=organisation(), by=sender, at=AGO)
    stopped = {"stop_id": kept.pk}
    return [
        Scene("empty", sender, shows=("enquiry_new", "enquiry_stop")),
        Scene("draft", sender, {"key": "begun"}, ("enquiry_new", "enquiry_check"), query="?draft=begun"),
        Scene("draft to discard", sender, {"key": "begun"}, ("enquiry_discard",)),
        Scene("draft", sender, {"form": "enquiry", "subject": "begun"}, ("draft_throw_away",)),
        Scene("kept", sender, stopped, ("enquiry_stopped",)),
        Scene("not yet received", manager, stopped, ("stop_receipt",)),
    ]


def _public(manager: Practitioner) -> list[Scene]:
    from_family = Enquirer(by_family=True, email="kelly@example.org")
    asked = door.decided(manager, new=door.new_enquiry(received_at=AGO, enquirer=from_family), at=NOW)
    message = telling.tell(enquiry=asked, how=How.MESSAGE, by=manager, at=NOW).message
    assert message is not None
    assert message.link is not None
    return [
        Scene("public", None, shows=("front", "ask", "ask_danger", "ask_form")),
        Scene("just sent", None, _just_sent(), ("ask_sent",)),
        Scene("kept", None, {"token": kept.begin({"worries": "I cannot cope."}, NOW)}, ("ask_kept",)),
        Scene("not kept", None, {"token": "forged"}, ("ask_kept",), status=404),
        Scene("page too old", None, {"token": "forged"}, ("ask_sent",)),
        Scene("answer waits", None, {"token": message.link.token}, ("link_open",)),
        Scene("answer read", None, {"token": message.link.token}, ("link_open",), press="Show the answer"),
        Scene("link ended", None, {"token": "forged"}, ("link_open",), status=404),
    ]


def _just_sent() -> dict[str, object]:
    """Ask as a family does, and give what the address of the answer carries."""
    cache.clear()  # who asks too often is asked to wait
    asked = {
        "worries": "I cannot cope.",
        "who": "parent",
        "reach": "none",
        "may_talk": "yes",
        "children-count": "1",
        "children-0-given_names": "Ava",
    }
    return dict(resolve(Client().post(reverse("ask_form"), asked).url).kwargs)


def _of(enquiry: Enquiry) -> dict[str, object]:
    return {"enquiry_id": enquiry.pk}
