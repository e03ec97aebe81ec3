"""The assessment as a task list, and as a text to read."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from baton.casework.actions.assessment import what_is_missing
from baton.casework.models import AssessmentPart
from baton.casework.models.standing import AssessmentStanding, Member, asks_voice
from baton.casework.presenters.known import shown
from baton.casework.rules.agreement import Standing
from baton.casework.rules.assessment import OF_PARTS, Part, unfilled
from baton.core.rules.words import counted
from baton.partnership.rules.profile_assessment import Section
from baton.partnership.rules.profile_codes import About, FilledBy, QuestionKind
from baton.ui.components import Task

WITH = {
    FilledBy.PRACTITIONER: "Written by you",
    FilledBy.CHILD: "With the child",
    FilledBy.PARENT: "With the parent or carer",
    FilledBy.FAMILY: "With the family",
}
THE_FAMILY = "The family"
AT_THE_END = "At the end: what it all means"


@dataclass(frozen=True)
class TaskGroup:
    """The parts about one person, or about the family."""

    title: str
    tasks: list[Task]


@dataclass(frozen=True)
class Answered:
    """One question of a part and what was answered."""

    question: str
    answer: str
    in_their_words: bool


@dataclass(frozen=True)
class ReadPart:
    """One part as it is read."""

    title: str
    note: str
    answers: list[Answered]
    change_url: str


@dataclass(frozen=True)
class ReadGroup:
    """What was written about one person, or about the family."""

    title: str
    parts: list[ReadPart]


def part_url(standing: AssessmentStanding, section: str, person: object | None) -> str:
    """Return the address of the page on which a part is written."""
    case_id = standing.assessment.case_id
    if person is None:
        return reverse("assessment_family_part", args=[case_id, section])
    return reverse("assessment_part", args=[case_id, section, person])


@dataclass(frozen=True)
class Missing:
    """What is missing under one heading, in words, each with the place that mends it."""

    title: str
    lines: tuple[tuple[str, str], ...]


def still_missing(standing: AssessmentStanding) -> list[Missing]:
    """Return what keeps the assessment from being submitted: agreement first, then question by question in the order
    in which the form is worked.
    """
    case_id = standing.assessment.case_id
    others = tuple(
        (blocker.words, reverse(blocker.fix_url_name, args=[case_id]))
        for blocker in what_is_missing(standing)
        if blocker.code not in OF_PARTS
    )
    found = [Missing("", others)] if others else []
    parts = {(part.section, part.person): part for part in unfilled(standing.parts)}
    members: dict[object, Member] = {member.person.pk: member for member in standing.case.members}
    for block in _blocks(standing):
        for section in block.sections:
            part = parts.get((section.code, block.person))
            if part is not None:
                title = voice_of(section, members.get(block.person))
                found.append(Missing(title, _lines(standing, part)))
    return found


def _lines(standing: AssessmentStanding, part: Part) -> tuple[tuple[str, str], ...]:
    page = part_url(standing, part.section, part.person)
    asked = tuple((one.label, f"{page}#{anchor(one.code)}") for one in part.unanswered)
    return asked or ((f"Fill in “{part.title}”", page),)


def anchor(question: str) -> str:
    """Return the name of the place on a part's page where the question of this code stands."""
    return f"question-{question}"


@dataclass(frozen=True)
class Block:
    """Sections that are written about one person, or about the family."""

    title: str
    person: UUID | None
    sections: tuple[Section, ...]


def _blocks(standing: AssessmentStanding) -> Iterator[Block]:
    """Return the form in the order in which it is worked: family, each child, each adult, the practitioner's analysis."""
    form = standing.case.profile.assessment
    family = form.about(About.FAMILY)
    weighed = tuple(section for section in family if section.filled_by is FilledBy.PRACTITIONER)
    yield Block(THE_FAMILY, None, tuple(section for section in family if section not in weighed))
    for member in standing.case.members:
        age = member.person.age_words(standing.case.today)
        name = member.person.full_name
        about = About.ADULT if member.is_adult else About.CHILD
        yield Block(name if member.is_adult else f"{name}, {age}", member.person.pk, form.about(about))
    yield Block(AT_THE_END, None, weighed)


def tasks(standing: AssessmentStanding) -> list[TaskGroup]:
    """Return the task list, block by block."""
    parts = {(part.section, part.person): part for part in standing.parts}
    return [
        TaskGroup(
            block.title,
            [_task(standing, section, parts[section.code, block.person]) for section in block.sections],
        )
        for block in _blocks(standing)
        if block.sections
    ]


def _task(standing: AssessmentStanding, section: Section, part: Part) -> Task:
    url = part_url(standing, part.section, part.person)
    hint = WITH[section.filled_by]
    if part.standing is Standing.WAITING:
        ask = reverse("agreement_record", args=[standing.assessment.case_id, part.person])
        return Task(part.title, "Ask for agreement first", ask, "Nobody has answered for them yet", "wait")
    if part.standing is Standing.LEFT_OUT:
        return Task(part.title, "Left out", "", "They do not agree, so this part stays empty", "quiet")
    if part.complete:
        return Task(part.title, "Done", url, hint)
    if part.filled:
        left = len(part.unanswered)
        to_answer = f"{hint}. {counted(left, 'question')} still to answer"
        return Task(part.title, "In progress", url, to_answer, "wait")
    if part.standing is Standing.OPTIONAL:
        return Task(part.title, "Optional", url, f"{hint}. They are not to be asked", "quiet")
    return Task(part.title, "Not started", url, hint, "soon")


def read(standing: AssessmentStanding, *, change: bool = False) -> list[ReadGroup]:
    """Return the assessment as a text, block by block; with `change`, each part leads to where it is written."""
    groups = []
    for block in _blocks(standing):
        parts = [
            _read_part(standing, section, block.person, change=change)
            for section in block.sections
            if (section.code, block.person) in standing.written
            or (change and _is_asked(standing, section, block.person))
        ]
        if parts:
            groups.append(ReadGroup(block.title, parts))
    return groups


def _is_asked(standing: AssessmentStanding, section: Section, person: UUID | None) -> bool:
    return any(
        part.section == section.code and part.person == person and part.standing is Standing.TO_FILL
        for part in standing.parts
    )


def _read_part(
    standing: AssessmentStanding, section: Section, person: UUID | None, *, change: bool
) -> ReadPart:
    row: AssessmentPart | None = standing.written.get((section.code, person))
    answers = row.answers if row else {}
    profile = standing.case.profile
    note = f"Written by {row.saved_by.name}" if row and row.saved_by else ""
    return ReadPart(
        title=section.label,
        note=note,
        answers=[
            Answered(
                question.label,
                shown(question, answers[question.code], profile) if question.code in answers else "",
                question.kind is QuestionKind.VOICE,
            )
            for question in section.questions
        ],
        change_url=part_url(standing, section.code, person) if change else "",
    )


def voice_of(section: Section, member: Member | None) -> str:
    """Return the heading of a page: whose part it is, and for a child's own words, so."""
    if member is None:
        return section.label
    if asks_voice(section):
        return f"{member.person.called}: in their own words"
    return f"{member.person.called}: {section.label[:1].lower()}{section.label[1:]}"
