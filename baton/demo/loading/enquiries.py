"""Enquiries with all that the front door did to them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from baton.casework.models import Case
from baton.demo.loading import words
from baton.demo.loading.world import World
from baton.demo.rules.cases import CaseStory
from baton.demo.rules.enquiries import EnquiryStory
from baton.demo.rules.household import Household, Somebody
from baton.frontdoor.actions.bulk import (
    CheckDeed,
    DecisionDeed,
    Deed,
    LinkDeed,
    PastEnquiry,
    TellingDeed,
    receive_many,
)
from baton.frontdoor.actions.values import Enquirer, NewEnquiry, NewPerson, Ruling, Said
from baton.frontdoor.models import Decision, Enquiry
from baton.frontdoor.rules.check import Answer, CheckKind
from baton.frontdoor.rules.decision import Outcome
from baton.frontdoor.rules.enquiry import (
    Channel,
    FamilyAgrees,
    FamilyKnows,
    PersonRole,
    SourceType,
    TransferKind,
    Urgency,
)
from baton.frontdoor.rules.telling import How
from baton.people.models import Involvement

BATCH = 400


def load(world: World, stories: Sequence[EnquiryStory], involved: Mapping[int, Involvement]) -> list[Enquiry]:
    """Write enquiries; `involved` names by position the help under way that each decision added to."""
    taken_up = {id(case.enquiry): case for case in world.story.cases if case.enquiry is not None}
    past = [
        _past(world, story, taken_up.get(id(story)), involved.get(number))
        for number, story in enumerate(stories)
    ]
    found: list[Enquiry] = []
    for start in range(0, len(past), BATCH):
        found += receive_many(past[start : start + BATCH])
    return found


def decisions_of(enquiries: Iterable[Enquiry]) -> dict[object, Decision]:
    """Return the latest decision of each enquiry, by the enquiry's id."""
    rows = Decision.objects.current().filter(enquiry__in=[one.pk for one in enquiries])
    return {row.enquiry_id: row for row in rows}


def involvements(cases: Iterable[Case]) -> dict[object, Involvement]:
    """Return the involvement that each case is, by the family's id."""
    rows = Involvement.objects.filter(ref__in=[case.pk for case in cases]).order_by("from_on")
    return {row.family_id: row for row in rows}


def _past(
    world: World, story: EnquiryStory, case: CaseStory | None, involvement: Involvement | None
) -> PastEnquiry:
    screener = world.who(story.screener)
    sender = world.who(story.enquirer)
    online = story.channel == "online"
    keyed_by = sender if online else world.sign_in("screener")
    keyed_at = story.received_at + timedelta(minutes=0 if online else 25)
    claimed = Deed(at=story.claimed_at, by=screener) if story.claimed_at else None
    decided = [_decided(story, involvement, world)] if story.decided_at else []
    return PastEnquiry(
        new=_new(world, story),
        keyed=Deed(at=min(keyed_at, world.story.now), by=keyed_by),
        claimed=claimed,
        checks=list(_checks(world, story)) if decided else (),
        linked=_linked(world, story),
        decisions=decided,
        told=_told(world, story),
        taken_up=Deed(at=world.late_on(case.opened_on), by=world.sign_in("hub.manager")) if case else None,
    )


def _new(world: World, story: EnquiryStory) -> NewEnquiry:
    home = story.named
    return NewEnquiry(
        received_at=story.received_at,
        channel=Channel(story.channel),
        urgency=Urgency(story.urgency),
        enquirer=_enquirer(world, story, home),
        said=_said(world, story, home),
        people=[_named(home, one) for one in home.people] if home else (),
        locality=world.localities.get(home.locality) if home else None,
        transfer_kind=TransferKind(story.transfer) if story.transfer else None,
        transfer_from=words.FROM.get(story.transfer, ""),
    )


def _enquirer(world: World, story: EnquiryStory, home: Household | None) -> Enquirer:
    source = SourceType(story.source)
    if story.source == "family" and home:
        parent = home.adults[0]
        return Enquirer(
            source_type=source,
            by_family=True,
            name=f"{parent.given} {parent.family}",
            role="Parent",
            phone=parent.phone,
            safe_to_ring=True,
            safe_to_text=parent.safe_to_text,
        )
    sender = world.who(story.enquirer)
    return Enquirer(
        practitioner=sender,
        organisation=world.organisations.get(story.organisation),
        source_type=source,
        name=sender.name if sender else "Duty worker",
        role=sender.job_title if sender else "",
        email=sender.email if sender else "",
    )


def _said(world: World, story: EnquiryStory, home: Household | None) -> Said:
    if home is None:
        return Said()
    about = words.about(home, story.received_at)
    agrees = story.source == "family" or story.outcome != "step_up"
    return Said(
        address=home.address,
        postcode=home.postcode,
        address_confidential=home.confidential,
        worries=about.worries,
        going_well=about.going_well,
        tried=about.tried,
        family_wants=about.wants,
        family_knows=FamilyKnows.YES if agrees else FamilyKnows.NOT_KNOWN,
        family_agrees=FamilyAgrees.YES if agrees else FamilyAgrees.NOT_ASKED,
        not_asked_because="" if agrees else "Asking might have put a child at risk.",
        asks_for=about.asks_for,
        interpreter_language=home.adults[0].language,
        needs=words.needs(home, world.profile),
    )


def _named(home: Household, one: Somebody) -> NewPerson:
    return NewPerson(
        role=PersonRole(one.role),
        given_names=one.given,
        family_name=one.family,
        date_of_birth=one.born,
        expected_on=one.expected,
        relationship=one.kind.replace("_", " ") if one.role == "adult" else "",
        address=home.address,
        postcode=home.postcode,
        phone=one.phone,
    )


def _checks(world: World, story: EnquiryStory) -> Iterable[CheckDeed]:
    assert story.claimed_at is not None
    known = story.outcome == "existing_case"
    for minutes, kind in enumerate(CheckKind, start=2):
        found = known and kind is not CheckKind.SOCIAL_CARE
        yield CheckDeed(
            at=min(story.claimed_at + timedelta(minutes=minutes), story.decided_at or world.story.now),
            by=world.who(story.screener),
            kind=kind,
            answer=Answer.FOUND if found else Answer.NONE_FOUND,
            note="A case is open with a lead practitioner." if found else "",
        )


def _linked(world: World, story: EnquiryStory) -> LinkDeed | None:
    home = story.household
    if not story.linked or home is None or story.claimed_at is None or story.decided_at is None:
        return None
    return LinkDeed(
        at=min(story.claimed_at + timedelta(minutes=6), story.decided_at),
        by=world.who(story.screener),
        family=world.families[home.id],
        people={position: world.people[one.id] for position, one in enumerate(home.people)},
    )


def _decided(story: EnquiryStory, involvement: Involvement | None, world: World) -> DecisionDeed:
    assert story.decided_at is not None
    outcome = Outcome(story.outcome)
    return DecisionDeed(
        at=story.decided_at,
        by=world.who(story.screener),
        ruling=Ruling(
            outcome=outcome,
            reason=words.WHY[story.outcome],
            level=story.level,
            words_for_enquirer=world.profile.outcomes[story.outcome].to_enquirer,
            made_with_enquirer=story.with_enquirer,
            involvement=involvement,
        ),
    )


def _told(world: World, story: EnquiryStory) -> TellingDeed | None:
    if story.told_at is None or story.decided_at is None:
        return None
    return TellingDeed(at=story.told_at, by=world.who(story.screener), how=How(story.told_how))
