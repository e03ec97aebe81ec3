"""What is already known beside a question: told once, by whom and when, ready to be used."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from baton.casework.models import Assessment, Case
from baton.casework.models.needs import needs_with
from baton.casework.models.standing import AssessmentStanding, Member
from baton.core.dates import local_day
from baton.frontdoor.models import Enquiry
from baton.frontdoor.rules.enquiry import State
from baton.partnership.rules.profile import Profile
from baton.partnership.rules.profile_assessment import Question, Section
from baton.partnership.rules.profile_codes import QuestionKind
from baton.people.rules.facts import SOURCE_LABELS, Source


@dataclass(frozen=True)
class Known:
    """Something known that may answer a question: its words, where they come from, the value to take over."""

    words: str
    source: str
    on: date
    value: str | list[str]


def known_of(standing: AssessmentStanding, section: Section, member: Member | None) -> dict[str, list[Known]]:
    """Return for each question of a section what is known already, the newest first.

    An enquiry says what the profile's question asks for (`known`); an earlier assessment answers the same question;
    needs that were recorded stand beside the question about needs, but for those of a child's other family. An
    enquiry counts once it is decided, as its page opens then. Source: R085, R061.
    """
    case, profile = standing.case.case, standing.case.profile
    person_id = member.person.pk if member else None
    enquiries = list(_enquiries(case))
    before = _before(standing.assessment, section, person_id)
    needs = _needs(case, person_id, profile)
    found: dict[str, list[Known]] = {}
    for question in section.questions:
        known = [*_from_before(question, before, profile), *_from_enquiries(question, enquiries, profile)]
        if question.kind is QuestionKind.NEEDS and needs is not None:
            known.append(needs)
        if known:
            found[question.code] = sorted(known, key=lambda one: one.on, reverse=True)
    return found


def _enquiries(case: Case) -> Iterator[Enquiry]:
    yield from Enquiry.objects.filter(family=case.family_id, state=State.DECIDED).order_by("-received_at")[:3]


def _from_enquiries(question: Question, enquiries: list[Enquiry], profile: Profile) -> Iterator[Known]:
    if question.known is None:
        return
    for enquiry in enquiries:
        words = getattr(enquiry, question.known.value)
        if words:
            source = f"enquiry of {profile.source_types.label(enquiry.source_type).lower()}"
            yield Known(words, source, local_day(enquiry.received_at), words)


def _before(
    assessment: Assessment, section: Section, person_id: UUID | None
) -> tuple[Assessment, dict[str, object]] | None:
    earlier = (
        Assessment.objects.filter(case__family=assessment.case.family_id, completed_on__isnull=False)
        .exclude(pk=assessment.pk)
        .order_by("-completed_on", "-number")
        .first()
    )
    about = Q(person_id=person_id) if person_id else Q(person=None)
    part = earlier.parts.filter(about, section=section.code).first() if earlier else None
    return (earlier, part.answers) if earlier and part else None


def _from_before(
    question: Question, before: tuple[Assessment, dict[str, object]] | None, profile: Profile
) -> Iterator[Known]:
    if before is None or question.code not in before[1]:
        return
    assessment, answers = before
    value = answers[question.code]
    yield Known(
        shown(question, value, profile),
        "the assessment before",
        assessment.completed_on or assessment.started_on,
        value if isinstance(value, list) else str(value),
    )


def _needs(case: Case, person_id: UUID | None, profile: Profile) -> Known | None:
    whose = Q(person_id=person_id) if person_id else Q(family_id=case.family_id, person=None)
    rows = list(needs_with(case.family_id).filter(whose))
    codes = list(dict.fromkeys(row.code for row in rows))
    if not rows:
        return None
    words = ", ".join(profile.needs.label(code) for code in codes)
    return Known(words, SOURCE_LABELS[Source(rows[0].source)].lower(), rows[0].on, codes)


def shown(question: Question, value: object, profile: Profile) -> str:
    """Return an answer in words."""
    if isinstance(value, list):
        return ", ".join(profile.needs.label(code) for code in value)
    if question.kind is QuestionKind.CHOICE:
        return question.choices.label(str(value))
    return str(value)
