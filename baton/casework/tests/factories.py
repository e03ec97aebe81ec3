"""Families with a case, and the cast around it: each function fills in only what a test does not care about."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from baton.casework.actions import opening
from baton.casework.actions.values import Lead, NewCase
from baton.casework.models import Assessment, AssessmentPart, Case
from baton.casework.models.standing import AssessmentStanding, CaseStanding
from baton.casework.rules.agreement import Standing
from baton.casework.rules.case import Origin
from baton.partnership.models import Locality, Organisation, Practitioner, ProfileVersion
from baton.partnership.rules.profile_assessment import Question
from baton.partnership.rules.profile_codes import QuestionKind
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import locality, organisation, practitioner
from baton.people.actions import agreement as agreements
from baton.people.actions.records import NewAgreement
from baton.people.models import Family, Person, Relationship
from baton.people.rules.facts import AgreementStatus, Capacity, Purpose
from baton.people.tests import factories as people

NOW = datetime(2026, 9, 14, 10, 0, tzinfo=UTC)
TODAY = NOW.date()
OPENED = date(2026, 9, 7)
THEN = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)


@dataclass
class Cast:
    """Who is around a case led from a school."""

    place: Locality
    school: Organisation
    lead: Practitioner
    manager: Practitioner
    coordinator: Practitioner
    screener: Practitioner
    hub_manager: Practitioner


def cast() -> Cast:
    place = locality("north")
    school = organisation("Hill Top School", agency_type="school")
    hub = organisation("Front door", agency_type="front_door")
    return Cast(
        place=place,
        school=school,
        lead=practitioner(name="Lee Marsh", at=school),
        manager=practitioner(Role.TEAM_MANAGER, name="Ann Bell", at=school),
        coordinator=practitioner(Role.COORDINATOR, name="Cas Hart", at=hub, localities=(place,)),
        screener=practitioner(Role.HUB_SCREENER, name="Sid Rowe", at=hub),
        hub_manager=practitioner(Role.HUB_MANAGER, name="Hal Poole", at=hub),
    )


def version() -> ProfileVersion:
    return ProfileVersion.objects.filter(name="doncaster").latest("effective_from")


@dataclass
class Household:
    """A mother, a father, and a child of theirs."""

    family: Family
    mother: Person
    father: Person
    child: Person


def household(name: str = "Shaw", **values: Any) -> Household:
    family = people.family(name, locality=locality("north"), **values)
    home = Household(
        family=family,
        mother=people.adult("Kelly", of=family),
        father=people.adult("Dean", of=family),
        child=people.child("Ava", of=family),
    )
    for parent, kind in ((home.mother, "mother"), (home.father, "father")):
        Relationship.objects.create(person=parent, other=home.child, kind=kind, parental_responsibility=True)
    return home


def new_case(home: Household, around: Cast | None, **values: Any) -> NewCase:
    lead = around and Lead(practitioner=around.lead, organisation=around.school, from_on=OPENED)
    usual = {
        "family": home.family,
        "profile": version(),
        "origin": Origin.ENQUIRY,
        "opened_on": OPENED,
        "locality": home.family.locality,
        "coordinator": around.coordinator if around else None,
        "level": 2,
        "lead": lead,
    }
    return NewCase(**usual | values)


def case(home: Household, around: Cast | None, **values: Any) -> Case:
    (made,) = opening.write([new_case(home, around, **values)], by=None, at=THEN)
    return Case.objects.get(pk=made.pk)


def answered(
    made: Case,
    person: Person,
    status: str = "agreed",
    capacity: str = "parental_responsibility",
    **values: Any,
) -> Any:
    return agreements.record(
        agreement=NewAgreement(
            person_id=person.pk,
            family_id=made.family_id,
            purpose=values.pop("purpose", Purpose.SERVICE),
            status=AgreementStatus(status),
            on=values.pop("on", OPENED),
            capacity=Capacity(capacity),
            case_id=made.pk,
            **values,
        ),
        by=None,
        at=THEN,
    )


def everybody_agrees(made: Case, home: Household) -> None:
    answered(made, home.mother)
    answered(made, home.father)


def filled(question: Question) -> object:
    """An answer to any question."""
    return {
        QuestionKind.TEXT: "Written at the kitchen table.",
        QuestionKind.VOICE: "I like it when Grandma comes.",
        QuestionKind.SCALE: question.high - 4,
        QuestionKind.NEEDS: ["autism_adhd"],
        QuestionKind.CHOICE: next(iter(question.choices.codes), ""),
    }[question.kind]


def fill(assessment: Assessment, by: Practitioner | None) -> None:
    """Write every part that is to be filled."""
    standing = AssessmentStanding(assessment, CaseStanding(assessment.case, TODAY))
    for part in standing.parts:
        if part.standing is not Standing.TO_FILL:
            continue
        section = assessment.case.profile.profile.assessment.sections[part.section]
        AssessmentPart.objects.create(
            assessment=assessment,
            section=part.section,
            person_id=part.person,
            answers={question.code: filled(question) for question in section.questions},
            complete=True,
            saved_at=NOW,
            saved_by=by,
        )
