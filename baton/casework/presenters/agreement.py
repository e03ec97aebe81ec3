"""What the pages about agreement show: each person's answer, each agency, what each answer opens."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from baton.casework.models.standing import CaseStanding, Member
from baton.casework.rules.agreement import Standing, service_agreed
from baton.partnership.rules.profile import Profile
from baton.people.models import Agreement
from baton.people.rules.facts import AGREEMENT_LABELS, CAPACITY_LABELS, AgreementStatus, Capacity

TONES = {
    AgreementStatus.AGREED: "good",
    AgreementStatus.REFUSED: "bad",
    AgreementStatus.WITHDRAWN: "bad",
    AgreementStatus.NOT_ASKED: "quiet",
}
MEANS = {
    Standing.TO_FILL: "Their part of the assessment can be written.",
    Standing.OPTIONAL: "Their part may stay empty.",
    Standing.WAITING: "Their part waits for an answer.",
    Standing.LEFT_OUT: "Their part stays empty.",
}


@dataclass(frozen=True)
class PersonAnswer:
    """One person of the family and what they said about the help."""

    name: str
    what: str
    status: str
    tone: str
    detail: str
    means: str
    url: str
    button: str
    withdraw_url: str


@dataclass(frozen=True)
class AgencyAnswer:
    """One person's answer about one agency."""

    agency: str
    name: str
    status: str
    tone: str
    detail: str
    withdraw_url: str


@dataclass(frozen=True)
class AgreementPage:
    """The page of a case about agreement."""

    open: bool
    people: tuple[PersonAnswer, ...]
    agencies: tuple[AgencyAnswer, ...]
    not_recorded_before: bool


def agreement_page(standing: CaseStanding) -> AgreementPage:
    """Return what everybody answered, and what follows."""
    return AgreementPage(
        open=service_agreed(standing.answers.values()),
        people=tuple(_person(standing, member) for member in standing.members),
        agencies=tuple(_agency(standing, given) for given in standing.shares),
        not_recorded_before=bool(standing.case.imported_ref) and not standing.agreements,
    )


def _person(standing: CaseStanding, member: Member) -> PersonAnswer:
    given = standing.service.get(member.person.pk)
    page = reverse("agreement_record", args=[standing.case.pk, member.person.pk])
    return PersonAnswer(
        name=member.person.full_name,
        what="Adult" if member.is_adult else f"Child, {member.person.age_words(standing.today)}",
        status=AGREEMENT_LABELS[AgreementStatus(given.status)] if given else "No answer yet",
        tone=TONES[AgreementStatus(given.status)] if given else "wait",
        detail=_detail(given, standing.profile) if given else "",
        means=MEANS[standing.standing(member)],
        url=page,
        button="Change" if given else "Record an answer",
        withdraw_url=_withdraw_url(standing, given),
    )


def _agency(standing: CaseStanding, given: Agreement) -> AgencyAnswer:
    status = AgreementStatus(given.status)
    return AgencyAnswer(
        agency=given.agency.name if given.agency else given.agency_words,
        name=given.person.full_name,
        status=AGREEMENT_LABELS[status],
        tone=TONES[status],
        detail=_detail(given, standing.profile),
        withdraw_url=_withdraw_url(standing, given),
    )


def _withdraw_url(standing: CaseStanding, given: Agreement | None) -> str:
    if given is None or given.status != AgreementStatus.AGREED:
        return ""
    return reverse("agreement_withdraw", args=[standing.case.pk, given.pk])


def _detail(given: Agreement, profile: Profile) -> str:
    parts = [_day(given.on)]
    if given.capacity:
        parts.append(_inside(CAPACITY_LABELS[Capacity(given.capacity)]))
    if given.method:
        parts.append(_inside(profile.agreement_methods.label(given.method)))
    if given.recorded_by:
        parts.append(f"recorded by {given.recorded_by.name}")
    told = ", ".join(parts)
    return f"{told}. {reason_words(given, profile)}".strip()


def _inside(words: str) -> str:
    """Return words as they stand inside a sentence."""
    return words[:1].lower() + words[1:]


def reason_words(given: Agreement, profile: Profile) -> str:
    """Return why somebody said no, or is not asked: the words of the code, and what was written beside it."""
    code, _, note = given.reason.partition(": ")
    known = {
        AgreementStatus.REFUSED: profile.refusal_reasons,
        AgreementStatus.NOT_ASKED: profile.not_asked_reasons,
    }.get(AgreementStatus(given.status))
    if known is None or code not in known:
        return given.reason
    return ": ".join(part for part in (known.label(code), note) if part)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
