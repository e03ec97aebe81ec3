"""What whoever is asked may see: who asks, why, by when, about whom, and the questions. No address, no worry, no need."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from baton.core import wall
from baton.frontdoor.models import EnquiryPerson, InformationRequest
from baton.frontdoor.rules.enquiry import PersonRole
from baton.partnership import profiles
from baton.ui.moments import day

ROLE_WORDS = {PersonRole.CHILD: "child", PersonRole.ADULT: "adult", PersonRole.UNBORN: "not born yet"}


@dataclass(frozen=True)
class Asked:
    """One request as its recipient sees it; `people` only once they have said who they are."""

    agency: str
    by: str
    why: str
    due_at: datetime
    questions: Sequence[str]
    people: Sequence[str]


def asked(request: InformationRequest, *, with_people: bool) -> Asked:
    """Return a request as its recipient sees it."""
    profile = profiles.current()
    purpose = profile.information_requests.purposes.get(request.purpose)
    named = EnquiryPerson.objects.filter(enquiry=request.enquiry_id, pk__in=request.about).order_by(
        "position"
    )
    # Of an enquiry that is hidden from them, they are told whom it is about.
    with wall.beyond(wall.Purpose.ASKED):
        people = [_line(person) for person in named] if with_people else []
    return Asked(
        agency=request.whom,
        by=str(profile.words.front_door),
        why=purpose.to_agency if purpose else "",
        due_at=request.due_at,
        questions=request.questions,
        people=people,
    )


def _line(person: EnquiryPerson) -> str:
    """Return what tells one person from others of the same name: the birth date, else the age that was said."""
    if person.date_of_birth:
        born = f"born {day(person.date_of_birth)}"
    else:
        born = (
            f"about {person.age_given} years old" if person.age_given is not None else "birth date not known"
        )
    words = ROLE_WORDS[PersonRole(person.role)]
    return ", ".join([person.name, words if person.role == PersonRole.UNBORN else f"{words}, {born}"])
