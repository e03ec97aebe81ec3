"""What families answered, who joined their teams, and what they took back."""

from collections.abc import Iterator
from datetime import date, datetime

from baton.casework.actions import agreement as agreements
from baton.casework.actions import bulk_team
from baton.casework.actions.bulk_team import PastMember
from baton.casework.actions.team import Newcomer
from baton.demo.loading import words
from baton.demo.loading.world import World, by_week
from baton.demo.rules.cases import CaseStory
from baton.demo.rules.chance import at
from baton.demo.rules.household import Somebody
from baton.demo.rules.teams import Mate, answers
from baton.people.actions import bulk as facts
from baton.people.actions.records import NewAgreement
from baton.people.models import Agreement
from baton.people.rules.facts import AgreementStatus, Capacity, Purpose

REASONS = {"refused": "not_now", "not_asked": "not_involved"}
SERVICE = ""
"""The help itself, among the agencies to share with."""


def agree(world: World) -> None:
    """Record what parents said to the help, and to sharing with each agency of the team, on the day each case opened."""
    for day, found in by_week(world.helped(), lambda case: case.opened_on):
        new = [one for case in found for one in _agreements(world, case)]
        rows = facts.record_agreements(new, by=world.sign_in("screener"), at=world.late_on(day))
        first = {case.household.adults[0].id: case for case in found}
        codes = {row.pk: row.code for row in world.organisations.values()}
        for row in rows:
            if row.person_id in first:
                agency = codes[row.agency_id] if row.agency_id else row.agency_words
                world.answers[first[row.person_id].id, agency] = row


def _agreements(world: World, case: CaseStory) -> Iterator[NewAgreement]:
    for adult, said in zip(case.household.adults, answers(case), strict=True):
        yield _answer(case, adult, AgreementStatus(said), reason=REASONS.get(said, ""))
    first = case.household.adults[0]
    agencies = dict.fromkeys([world.family_support.code, *(mate.organisation for mate in case.team)])
    for code in filter(None, agencies):
        yield _answer(case, first, AgreementStatus.AGREED, agency_id=world.organisations[code].pk)
    for name in dict.fromkeys(mate.organisation_words for mate in case.team if not mate.organisation):
        yield _answer(case, first, AgreementStatus.AGREED, agency_words=name)
    if case.refused:
        agency = world.organisations[case.refused].pk
        yield _answer(case, first, AgreementStatus.REFUSED, reason="sharing", agency_id=agency)


def _answer(case: CaseStory, adult: Somebody, status: AgreementStatus, **values: object) -> NewAgreement:
    asked = status is not AgreementStatus.NOT_ASKED
    shares = "agency_id" in values or "agency_words" in values
    return NewAgreement(
        person_id=adult.id,
        family_id=case.household.id,
        purpose=Purpose.SHARE if shares else Purpose.SERVICE,
        status=status,
        on=case.opened_on,
        capacity=Capacity.PARENTAL_RESPONSIBILITY if asked else None,
        method="in_person" if asked else "",
        case_id=case.id,
        **values,  # type: ignore[arg-type]
    )


def join(world: World) -> None:
    """Let the teams gather."""
    joining = [(case, mate) for case in world.helped() for mate in case.team]
    for day, found in by_week(joining, lambda pair: pair[1].joined_on):
        rows = bulk_team.join_many(
            [_member(world, case, mate) for case, mate in found], by=None, at=world.late_on(day)
        )
        for (case, mate), row in zip(found, rows, strict=True):
            world.teams[case.id].append((mate, row))


def _member(world: World, case: CaseStory, mate: Mate) -> PastMember:
    newcomer = Newcomer(
        practitioner=world.who(mate.email),
        name=mate.name,
        role_words=mate.role,
        organisation=world.organisations.get(mate.organisation),
        organisation_words=mate.organisation_words,
    )
    return PastMember(
        case=world.cases[case.id],
        newcomer=newcomer,
        from_on=mate.joined_on,
        agreement=world.answers[case.id, mate.organisation or mate.organisation_words],
        by=world.who(case.lead) or world.who(case.coordinator),
    )


def take_back(world: World) -> None:
    """Let some families take back what they had agreed to: sharing with one agency, or the help before it ended."""
    for case in world.helped():
        for mate in case.team:
            if mate.left_on is not None:
                agency = mate.organisation or mate.organisation_words
                _withdraw(world, case, world.answers[case.id, agency], mate.left_on, words.TAKEN_BACK)
        if case.ended is not None and case.ended.reason == "family_withdrew":
            _withdraw(world, case, world.answers[case.id, SERVICE], case.ended.on, words.NO_MORE_HELP)


def _withdraw(world: World, case: CaseStory, given: Agreement, day: date, why: str) -> None:
    by = world.who(case.lead) or world.sign_in("coordinator")
    moment: datetime = min(at(day, 16), world.story.now)
    agreements.withdraw(agreement=given, reason=why, method="phone", by=by, at=moment)
