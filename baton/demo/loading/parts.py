"""What is written in an assessment, following the profile's form whatever it asks."""

from collections.abc import Iterator
from random import Random

from baton.casework.actions.values import NewPart
from baton.demo.loading import words
from baton.demo.loading.world import World
from baton.demo.rules.cases import CaseStory
from baton.demo.rules.household import Somebody
from baton.demo.rules.teams import taking_part
from baton.partnership.rules.profile_assessment import Question, Section
from baton.partnership.rules.profile_codes import About, QuestionKind

SENTENCES = (
    "We talked about this at home; the family says it better than a form can.",
    "Things are steadier than in the spring, and everybody agrees on what is still hard.",
    "A grandmother and the school see the same; nothing here was said behind anybody’s back.",
    "Mornings and money are the two things that come up again and again.",
)
VOICES = (
    "“I like it when we all eat together. I don’t like the shouting upstairs.”",
    "“School is OK. I want my own bed again.”",
    "“I worry about Mum, but don’t tell her I said so until I’m there.”",
    "“I’m good at drawing and football. I wish people asked me things.”",
)
NOT_BORN = "Not born yet. The family has found a cot and talks about names."
LOWEST, HIGHEST = 2, 7


def written(world: World, case: CaseStory) -> tuple[NewPart, ...]:
    """Return the parts of a case's assessment: all of them once it was submitted, the first ones before."""
    story = case.assessment
    assert story is not None
    whole = story.submitted_at is not None or story.returned is not None
    chance = Random(case.id.int)
    found = list(_parts(world, case, chance, whole=whole))
    return tuple(found if whole else found[: chance.randrange(0, 3)])


def _parts(world: World, case: CaseStory, chance: Random, *, whole: bool) -> Iterator[NewPart]:
    for section in world.profile.assessment.sections:
        for one in _subjects(section, case):
            yield NewPart(
                section=section.code,
                person_id=one.id if one else None,
                answers={
                    question.code: _answer(world, case, question, chance, one)
                    for question in section.questions
                    if question.required or question.kind is QuestionKind.SCALE
                },
                complete=whole or chance.random() < 0.7,
            )


def _subjects(section: Section, case: CaseStory) -> list[Somebody | None]:
    home = case.household
    if section.about is About.CHILD:
        return list(home.children)
    return list(taking_part(case)) if section.about is About.ADULT else [None]


def _answer(
    world: World, case: CaseStory, question: Question, chance: Random, about: Somebody | None
) -> object:
    if question.kind is QuestionKind.SCALE:
        return chance.randrange(LOWEST, HIGHEST)
    if question.kind is QuestionKind.NEEDS:
        return words.needs(case.household, world.profile)
    if question.kind is QuestionKind.VOICE:
        return chance.choice(VOICES) if about is None or about.born else NOT_BORN
    if question.kind is QuestionKind.CHOICE:
        codes = list(question.choices.codes)
        return str(case.level) if str(case.level) in codes else codes[0]
    return chance.choice(SENTENCES)
