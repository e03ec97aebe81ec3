"""How the people of a case stand: who answered what, what each part of the form waits for, what is missing.

Questions about rows of several models; nothing here writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from baton.casework.models.agreement import SafeguardingBasis
from baton.casework.models.allocation import Allocation, StandIn, current_allocation
from baton.casework.models.assessment import Assessment, AssessmentPart
from baton.casework.models.case import Case, CaseSpan
from baton.casework.models.duty import Duty
from baton.casework.rules.agreement import (
    ServiceAnswer,
    Standing,
    standing_of_adult,
    standing_of_child,
)
from baton.casework.rules.assessment import Part
from baton.partnership.rules.profile import Profile
from baton.partnership.rules.profile_assessment import Section
from baton.partnership.rules.profile_codes import About, QuestionKind
from baton.people.models import Agreement, FamilyMembership, Person, Relationship
from baton.people.rules.facts import AgreementStatus, Capacity, Purpose
from baton.people.rules.membership import MemberRole


@dataclass(frozen=True)
class Member:
    """Somebody of the family, and what they are in it."""

    person: Person
    role: MemberRole

    @property
    def is_adult(self) -> bool:
        """Whether the parts about adults are theirs."""
        return self.role is MemberRole.ADULT


class CaseStanding:
    """Everything about the people of one case that its rules ask for; each question is asked of the database once."""

    def __init__(self, case: Case, today: date) -> None:
        self.case = case
        self.today = today

    @cached_property
    def profile(self) -> Profile:
        """The profile under which the case began."""
        return self.case.profile.profile

    @cached_property
    def members(self) -> list[Member]:
        """Who belongs to the family today: children first, the eldest first."""
        return members_of(self.case.family_id, self.today)

    @property
    def children(self) -> list[Member]:
        """The children, unborn ones too."""
        return [member for member in self.members if not member.is_adult]

    @property
    def adults(self) -> list[Member]:
        """The adults."""
        return [member for member in self.members if member.is_adult]

    @cached_property
    def lead(self) -> Allocation | None:
        """Who leads the case now, and from which organisation."""
        return current_allocation(self.case)

    @cached_property
    def stand_in(self) -> StandIn | None:
        """Who stands in for the lead now."""
        return self.case.stand_ins.current().select_related("practitioner").first()

    @cached_property
    def spans(self) -> list[CaseSpan]:
        """The times of help, the latest first."""
        return list(self.case.spans.newest_first().select_related("closed_by"))

    @property
    def opened_last(self) -> date | None:
        """When the case was opened, or opened again; `None` where it is closed."""
        return next((span.opened_on for span in self.spans if span.closed_on is None), None)

    @cached_property
    def duties(self) -> list[Duty]:
        """What the case owes, in the order in which it was written down."""
        return list(
            Duty.objects.open().filter(case=self.case).select_related("owner").order_by("set_at", "pk")
        )

    @cached_property
    def latest_assessment(self) -> Assessment | None:
        """The newest assessment, whatever its state."""
        return self.case.assessments.latest_first().first()

    @cached_property
    def agreements(self) -> list[Agreement]:
        """The answers that hold now, to the service and to sharing."""
        return list(
            Agreement.objects.in_force()
            .filter(case_id=self.case.pk)
            .select_related("person", "agency", "recorded_by")
            .order_by("on", "id")
        )

    @cached_property
    def service(self) -> dict[UUID, Agreement]:
        """Each person's answer about the service."""
        return {given.person_id: given for given in self.agreements if given.purpose == Purpose.SERVICE}

    @cached_property
    def shares(self) -> list[Agreement]:
        """Each person's answer about sharing with one agency."""
        return [given for given in self.agreements if given.purpose == Purpose.SHARE]

    @cached_property
    def answers(self) -> Mapping[object, ServiceAnswer]:
        """The answers about the service, as the rules take them."""
        return {
            person_id: ServiceAnswer(
                person_id,
                AgreementStatus(given.status),
                Capacity(given.capacity) if given.capacity else None,
            )
            for person_id, given in self.service.items()
        }

    @cached_property
    def basis(self) -> SafeguardingBasis | None:
        """Why the help goes on without agreement, where it does."""
        return self.case.safeguarding_bases.filter(ended_at=None).select_related("by").first()

    @cached_property
    def responsible(self) -> dict[UUID, set[object]]:
        """For each child, who has parental responsibility."""
        found: dict[UUID, set[object]] = {}
        ids = [member.person.pk for member in self.children]
        rows = Relationship.objects.current(self.today).filter(other_id__in=ids, parental_responsibility=True)
        for row in rows:
            found.setdefault(row.other_id, set()).add(row.person_id)
        return found

    def standing(self, member: Member) -> Standing:
        """Say what somebody's own parts wait for; with a safeguarding basis nobody's part waits."""
        found = self._standing(member)
        if found is Standing.WAITING and self.basis is not None:
            return Standing.OPTIONAL
        return found

    def _standing(self, member: Member) -> Standing:
        if member.is_adult:
            return standing_of_adult(member.person.pk, self.answers)
        return standing_of_child(
            member.person.pk, self.answers, self.responsible.get(member.person.pk, set())
        )


def members_of(family_id: UUID, today: date) -> list[Member]:
    """Return who belongs to a family on a day: children first, the eldest first. One query."""
    rows = FamilyMembership.objects.current(today).filter(family_id=family_id)
    found = [Member(row.person, MemberRole(row.role)) for row in rows.select_related("person__school")]
    return sorted(found, key=_order)


def _order(member: Member) -> tuple[bool, bool, date, str]:
    born = member.person.date_of_birth or member.person.expected_on or date.max
    return (member.is_adult, member.role is MemberRole.UNBORN, born, member.person.shown_name)


class AssessmentStanding:
    """The parts of one assessment: what is there, what is missing."""

    def __init__(self, assessment: Assessment, case: CaseStanding) -> None:
        self.assessment = assessment
        self.case = case

    @cached_property
    def written(self) -> dict[tuple[str, UUID | None], AssessmentPart]:
        """What has been written, by section and person."""
        rows = self.assessment.parts.select_related("saved_by")
        return {(row.section, row.person_id): row for row in rows}

    @cached_property
    def parts(self) -> list[Part]:
        """Every part of the form, section by section: one for the family, or one for each it is about."""
        return [
            self._part(section, member)
            for section in self.case.profile.assessment.sections
            for member in self.subjects(section)
        ]

    def subjects(self, section: Section) -> Iterable[Member | None]:
        """Return whom a section is about: nobody in particular, or each child, or each adult."""
        subjects: dict[About, Iterable[Member | None]] = {
            About.FAMILY: [None],
            About.CHILD: self.case.children,
            About.ADULT: self.case.adults,
        }
        return subjects[section.about]

    def _part(self, section: Section, member: Member | None) -> Part:
        person = member.person.pk if member else None
        row = self.written.get((section.code, person))
        given = row.answers if row else {}
        unanswered = tuple(one for one in section.questions if one.required and one.code not in given)
        return Part(
            section=section.code,
            title=section.label,
            person=person,
            name=member.person.called if member else "",
            standing=self.case.standing(member) if member else Standing.TO_FILL,
            filled=row is not None,
            complete=row is not None and not unanswered,
            voice=asks_voice(section),
            unanswered=unanswered,
        )


def asks_voice(section: Section) -> bool:
    """Say whether a section asks what a child says."""
    return any(question.kind is QuestionKind.VOICE for question in section.questions)
