"""What an authorised assessment states as facts: needs, and the first readings of its scales."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from django.db.models import prefetch_related_objects

from baton.casework.models import Assessment, AssessmentPart
from baton.outcomes.actions.bulk import NewReading, take_many
from baton.outcomes.models import Reading
from baton.outcomes.rules.travelled import Stage
from baton.partnership.models import Practitioner
from baton.partnership.rules.profile import Profile
from baton.partnership.rules.profile_assessment import Question
from baton.partnership.rules.profile_codes import QuestionKind
from baton.people.actions import bulk as facts
from baton.people.actions.records import NewNeed
from baton.people.rules.facts import Source


def state(assessments: Sequence[Assessment], *, by: Practitioner | None, at: datetime) -> None:
    """State the needs of authorised assessments as facts about people, and take the readings their scales are.

    Called by the action that authorises, in its transaction. A sitting that has scores already keeps those.
    Source: architecture, “facts stand low”.
    """
    needs: list[NewNeed] = []
    readings: list[NewReading] = []
    prefetch_related_objects(assessments, "parts")
    for assessment in assessments:
        profile = assessment.case.profile.profile
        parts = list(assessment.parts.all())
        needs += _needs(assessment, parts, profile)
        readings += readings_of(assessment, parts, profile)
    facts.record_needs(needs, by=by, at=at)
    take_many(new=_untaken(readings), by=by, at=at)


def _needs(assessment: Assessment, parts: list[AssessmentPart], profile: Profile) -> Iterator[NewNeed]:
    for part, question in _answered(parts, profile, QuestionKind.NEEDS):
        for code in part.answers[question.code]:
            yield NewNeed(
                code=code,
                source=Source.ASSESSMENT,
                on=assessment.completed_on or assessment.started_on,
                family_id=None if part.person_id else assessment.case.family_id,
                person_id=part.person_id,
                case_id=assessment.case_id,
            )


def readings_of(
    assessment: Assessment, parts: list[AssessmentPart], profile: Profile
) -> Iterator[NewReading]:
    """Return the readings that the scales of an assessment are: those that say what they measure, of one person."""
    for part, question in _answered(parts, profile, QuestionKind.SCALE):
        tool, _, area = question.measures.partition(".")
        if tool and part.person_id:
            yield NewReading(
                person_id=part.person_id,
                family_id=assessment.case.family_id,
                case_id=assessment.case_id,
                tool=tool,
                area=area,
                taken_on=assessment.completed_on or assessment.started_on,
                stage=Stage.INITIAL if assessment.number == 1 else Stage.REVIEW,
                score=Decimal(part.answers[question.code]),
                by=assessment.submitted_by,
            )


def _untaken(readings: list[NewReading]) -> list[NewReading]:
    cases = {reading.case_id for reading in readings}
    taken = set(
        Reading.objects.filter(case_id__in=cases).values_list(
            "person_id", "case_id", "tool", "area", "taken_on", "stage"
        )
    )
    return [
        new
        for new in readings
        if (new.person_id, new.case_id, new.tool, new.area, new.taken_on, new.stage.value) not in taken
    ]


def _answered(
    parts: list[AssessmentPart], profile: Profile, kind: QuestionKind
) -> Iterator[tuple[AssessmentPart, Question]]:
    for part in parts:
        section = profile.assessment.sections.get(part.section)
        for question in section.questions if section else ():
            if question.kind is kind and part.answers.get(question.code) not in (None, "", []):
                yield part, question
