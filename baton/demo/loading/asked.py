"""What somebody was asked: specialists for their view, agencies what they know, managers for an account."""

from dataclasses import dataclass
from datetime import timedelta

from baton.demo.loading.world import World
from baton.demo.rules import staged
from baton.demo.rules.partners import DOMAIN, SPECIALIST
from baton.frontdoor.actions import information, specialist
from baton.frontdoor.actions.information import Asking, Recipient, Replier
from baton.frontdoor.models import Enquiry
from baton.frontdoor.rules.check import Answer
from baton.frontdoor.rules.information import may_ask_for
from baton.frontdoor.rules.specialist import SpecialistOutcome
from baton.notices.models import Bounce
from baton.partnership.actions import account_request
from baton.partnership.actions.account_request import NewRequest
from baton.partnership.rules.account_request import Refusal


@dataclass(frozen=True)
class View:
    """What specialists are asked about one of the enquiries that wait, and what they said."""

    enquiry: int
    """Its place among `staged.WAITING`."""
    asked: int
    """Hours ago."""
    question: str
    answered: int = 0
    """Hours ago; 0 where they have not."""
    outcome: SpecialistOutcome = SpecialistOutcome.ADVICE
    view: str = ""


VIEWS = (
    View(0, 50, "School says he has stopped speaking there. Is this for you, or can others help first?"),
    View(
        1,
        40,
        "Sleeps badly since the parents parted. Would talking help?",
        answered=18,
        outcome=SpecialistOutcome.RETURNED,
        view="How old is the child, and has anybody asked the child? Ask us again with that.",
    ),
    View(
        2,
        22,
        "Is this more than being tired?",
        answered=3,
        view="No sign of illness in what is said. A mentor at school, and look again in six weeks.",
    ),
    View(3, 6, "The family asks for counselling. Could a school nurse see them first?"),
)
"""One is late, one came back, one was answered, one waits."""

SURGERY = Recipient(email="office@surgery.example.org", name="Surgery office")
NURSERY = Recipient(email="office@nursery.example.org", name="Nursery office")
HEAD = Replier(name="Nursery head", role="Head of the nursery", phone="01632 960123")
KNOWN = "Came every day until the summer, was often tired on Mondays. A grandmother collects them."

ACCOUNTS = (
    ("Iris Amadi", "Learning mentor", "I lead on early help for the lower school.", 3),
    ("Colm Doyle", "Attendance officer", "I make enquiries when attendance falls.", 9),
)
"""Who asks for an account at the lead practitioner's school, and how many days ago."""

ELSEWHERE = ("Rhona Bell", "Debt adviser", "Families come to us first when rent is late.", 5)
REFUSED = ("Tam Price", "Volunteer", "I would like to see how families get on.", 12)


def load(world: World) -> None:
    """Ask, and answer some of what was asked."""
    waiting = _waiting(world)
    _ask_specialists(world, waiting)
    _ask_agencies(world, waiting[2])
    _ask_for_accounts(world)


def _waiting(world: World) -> list[Enquiry]:
    """Return the enquiries that were staged to wait, in the order of `staged.WAITING`."""
    by_moment = {story.received_at: world.enquiries.get(id(story)) for story in world.story.enquiries}
    found = [by_moment[world.story.now - timedelta(hours=hours)] for hours, *_ in staged.WAITING]
    return [one for one in found if one is not None]


def _ask_specialists(world: World, waiting: list[Enquiry]) -> None:
    now, offered = world.story.now, [one.code for one in world.profile.specialists if one.offered]
    for code in offered[:1]:
        for one in VIEWS:
            made = specialist.ask(
                enquiry=waiting[one.enquiry],
                specialism=code,
                question=one.question,
                by=world.sign_in("screener"),
                at=now - timedelta(hours=one.asked),
            )
            if one.answered:
                specialist.answer(
                    request=made,
                    outcome=one.outcome,
                    view=one.view,
                    by=world.practitioners[SPECIALIST],
                    at=now - timedelta(hours=one.answered),
                )


def _ask_agencies(world: World, enquiry: Enquiry) -> None:
    """Ask three: one has answered, one has not, to one e-mail comes back."""
    asked = world.profile.information_requests
    agrees = enquiry.family_agrees
    purpose = next(
        one.code
        for one in asked.purposes
        if one.offered and may_ask_for(needs_agreement=one.needs_agreement, agrees=agrees)
    )
    people = list(enquiry.people.order_by("position").values_list("pk", flat=True))
    asking = Asking(purpose=purpose, questions=[one.label for one in asked.questions][:2], about=people)
    unreached = Bounce.objects.open().filter(practitioner__isnull=False).select_related("practitioner")
    colleagues = [Recipient(email=one.practitioner.email) for one in unreached if one.practitioner]
    moment = world.story.now - timedelta(hours=25)
    made = information.ask(
        enquiry=enquiry,
        asking=asking,
        recipients=[NURSERY, SURGERY, *colleagues],
        by=world.sign_in("screener"),
        at=moment,
    )
    information.reply(
        request=made[0],
        answer=Answer.FOUND,
        text=KNOWN,
        replier=HEAD,
        by=None,
        at=moment + timedelta(hours=4),
    )


def _ask_for_accounts(world: World) -> None:
    """Let two wait for the manager of the lead practitioner's school and one for others; one was refused."""
    school = world.sign_in("practitioner").main_organisation()
    assert school is not None
    away = next(
        world.organisations[one.code]
        for one in world.story.partners
        if one.agency_type in ("voluntary", "housing")
    )
    asked = [(school, one) for one in (*ACCOUNTS, REFUSED)] + [(away, ELSEWHERE)]
    for organisation, (name, job, why, days) in asked:
        moment = world.story.now - timedelta(days=days)
        new = NewRequest(
            name=name,
            email=f"{name.lower().replace(' ', '.')}@{DOMAIN}",
            job_title=job,
            phone="",
            organisation=organisation,
            why=why,
        )
        request = account_request.ask(new=new, at=moment)
        if request is not None and name == REFUSED[0]:
            account_request.refuse(
                request=request,
                refusal=Refusal.NOT_NEEDED,
                by=world.sign_in("manager"),
                at=moment + timedelta(days=1),
            )
