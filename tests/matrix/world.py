"""One family for each situation, with one of everything that an address can name."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from baton.casework.actions import opening
from baton.casework.actions.values import Lead, NewCase
from baton.casework.models import Case, CaseDocument, Pause, Proposal, TeamMember
from baton.casework.rules.case import Origin
from baton.casework.tests import factories as cases
from baton.casework.tests import plans
from baton.documents.files import store
from baton.frontdoor.models import Enquiry, EnquiryDocument, InformationRequest, SpecialistRequest
from baton.insight.tests import world as rows
from baton.notices.tests.factories import bounce
from baton.oversight.tests.factories import alert
from baton.partnership.matrix import (
    CLOSED,
    LEAD_PRACTITIONER,
    OTHER_ORGANISATION,
    OWN,
    OWN_ORGANISATION,
    RESTRICTED,
    SEALED,
    TEAM_MEMBER,
)
from baton.partnership.models import Organisation, Practitioner, ProfileVersion
from baton.partnership.tests import factories
from baton.people.models import AccessBar, AccessGrant, Family, Involvement, Person, Relationship
from baton.people.rules.facts import BarReason, GrantKind, Source
from baton.people.tests import factories as people
from baton.workforce import actions as workforce
from tests.matrix.cast import Cast

LONG_AGO = datetime(2026, 1, 5, 9, tzinfo=UTC)
OPENED = date(2026, 1, 5)
CONTENT = b"Dear all"


@dataclass
class Situation:
    """A family and the ids of what is about it, by the name they have in an address."""

    family: Family
    keys: dict[str, Any] = field(default_factory=dict)


def build(cast: Cast) -> dict[str, Situation]:
    """Make the six situations around the cast."""
    lead, colleague = cast.actors[LEAD_PRACTITIONER], cast.colleague
    world = {
        OWN: _situation(cast, lead, cast.school),
        OWN_ORGANISATION: _situation(cast, colleague, cast.school),
        OTHER_ORGANISATION: _situation(cast, cast.stranger, cast.elsewhere, locality=cast.there),
        RESTRICTED: _situation(cast, colleague, cast.school, restriction="restricted"),
        SEALED: _situation(cast, colleague, cast.school, restriction="sealed"),
        CLOSED: _situation(cast, lead, cast.school),
    }
    _close(world[CLOSED])
    bounce(lead)
    bounce(to_email="parent@example.org")
    AccessGrant.objects.create(
        family=world[OWN].family,
        practitioner=cast.actors[TEAM_MEMBER],
        kind="team_member",
        from_at=LONG_AGO,
    )
    return world


def _situation(cast: Cast, lead: Practitioner, at: Organisation, **family: Any) -> Situation:
    place = family.pop("locality", cast.here)
    made = people.family("Shaw", locality=place, **family)
    child, adult = people.child(of=made), people.adult(of=made)
    case = _case(made, lead, at)
    enquiry = rows.enquiry(family=made, linked_at=LONG_AGO, locality=place)
    audit = workforce.audit(
        new=workforce.NewAudit(case=case, audited_on=OPENED, grade="good"), by=None, at=LONG_AGO
    )
    return Situation(
        made,
        {
            "family_id": made.pk,
            "case_id": case.pk,
            "person_id": child.pk,
            "enquiry_id": enquiry.pk,
            **_documents(case, enquiry, lead, at),
            "audit_id": audit.pk,
            "information_request_id": _asked(enquiry, lead).pk,
            "specialist_request_id": _asked_specialists(enquiry, lead).pk,
            "decision_id": _information(made, case),
            **_about_people(made, child, adult),
            "conflict_id": people.conflict(child, factories.practitioner(at=cast.school)).pk,
            **_about_case(case, child),
        },
    )


def _documents(case: Case, enquiry: Enquiry, by: Practitioner, at: Organisation) -> dict[str, UUID]:
    """Make a document for each audience, of the case and of the enquiry; the addresses are those of the open ones."""
    audiences: list[dict[str, Any]] = [
        {"audience": "organisation", "organisation": at},
        {"audience": "named", "readers": [factories.practitioner().pk]},
        {"audience": "record"},
    ]
    for audience in audiences:
        said = {
            "title": "Letter",
            "kind": "letter",
            "dated_on": OPENED,
            "file_kind": "txt",
            "digest": store.digest_of(CONTENT),
            "size": len(CONTENT),
            "state": "clean",
            "added_by": by,
            "added_at": LONG_AGO,
            **audience,
        }
        of_case = CaseDocument.objects.create(case=case, **said)
        of_enquiry = EnquiryDocument.objects.create(enquiry=enquiry, **said)
    store.keep(CONTENT)
    return {"case_document_id": of_case.pk, "enquiry_document_id": of_enquiry.pk}


def _asked(enquiry: Enquiry, of: Practitioner) -> InformationRequest:
    """Make a request for information that the lead of the family is asked to answer."""
    return InformationRequest.objects.create(
        enquiry=enquiry,
        practitioner=of,
        purpose="welfare",
        questions=["Do you work with them?"],
        about=[enquiry.pk],
        asked_at=LONG_AGO,
        asked_by=of,
        due_at=LONG_AGO + timedelta(days=1),
    )


def _asked_specialists(enquiry: Enquiry, by: Practitioner) -> SpecialistRequest:
    """Make a request to specialists of an organisation where nobody of the cast works."""
    return SpecialistRequest.objects.create(
        enquiry=enquiry,
        specialism="camhs",
        organisation=factories.organisation(),
        question="What do you think?",
        asked_at=LONG_AGO,
        asked_by=by,
        due_at=LONG_AGO + timedelta(days=1),
    )


def _case(family: Family, lead: Practitioner, at: Organisation) -> Case:
    new = NewCase(
        family=family,
        profile=ProfileVersion.objects.get(),
        origin=Origin.ENQUIRY,
        opened_on=OPENED,
        locality=family.locality,
        level=2,
        lead=Lead(practitioner=lead, organisation=at, from_on=OPENED),
    )
    (made,) = opening.write([new], by=None, at=LONG_AGO)
    return Case.objects.get(pk=made.pk)


def _information(family: Family, case: Case) -> UUID:
    """Make an enquiry whose information was added to the case, and give its decision."""
    involvement = Involvement.objects.create(
        family=family,
        kind="school",
        contact="Lead",
        from_on=OPENED,
        source=Source.CASE,
        ref=case.pk,
        url_name="case",
    )
    told = rows.enquiry(LONG_AGO, hours=1, outcome="existing_case", family=family, linked_at=LONG_AGO)
    decision = told.decisions.get()
    type(decision).objects.filter(pk=decision.pk).update(leads_to="existing_case", involvement=involvement)
    return decision.pk


def _about_people(family: Family, child: Person, adult: Person) -> dict[str, UUID]:
    tie = Relationship.objects.create(person=adult, other=child, kind="mother", parental_responsibility=True)
    grant = people.grant(family, factories.practitioner(), GrantKind.NAMED)
    bar = AccessBar.objects.create(
        family=family, practitioner=factories.practitioner(), reason=next(iter(BarReason)), from_at=LONG_AGO
    )
    use = people.break_glass(family, factories.practitioner(), from_at=LONG_AGO, to_at=LONG_AGO)
    involvement = Involvement.objects.create(
        family=family, kind="school", contact="Mr Hill", from_on=OPENED, source=Source.PERSON
    )
    return {
        "membership_id": family.memberships.get(person=child).pk,
        "relationship_id": tie.pk,
        "address_id": people.address(child).pk,
        "way_id": people.mobile(adult).pk,
        "grant_id": grant.pk,
        "bar_id": bar.pk,
        "use_id": use.pk,
        "involvement_id": involvement.pk,
    }


def _about_case(case: Case, child: Person) -> dict[str, Any]:
    outcome = plans.outcome(case)
    agreement = cases.answered(case, child, capacity="parental_responsibility")
    involved = Involvement.objects.create(
        kind="team_member", family=case.family, contact="Nia Ford", from_on=OPENED, source=Source.CASE
    )
    member = TeamMember.objects.create(
        case=case,
        involvement=involved,
        name="Nia Ford",
        role_words="Nurse",
        from_on=OPENED,
        sharing="own_agency",
    )
    _proposed(case)
    pause = Pause.objects.create(case=case, clock="assessment", from_on=OPENED, reason="Away")
    return {
        "outcome_id": outcome.pk,
        "action_id": plans.action(case).pk,
        "agreement_id": agreement.pk,
        "member_id": member.pk,
        "meeting_id": rows.meet(case, OPENED).pk,
        "pause_id": pause.pk,
        "reading_id": rows.read(case, child, OPENED, 5).pk,
        "transfer_id": rows.transfer(case, "step_up", None).pk,
        "tool": "scaling",
        "section": "family",
        "number": 1,
    }


def _proposed(case: Case) -> None:
    """Ask the lead of the case, so that there is a question to answer and to call back."""
    led = case.allocations.get()
    Proposal.objects.create(
        case=case,
        practitioner=led.practitioner,
        organisation=led.organisation,
        asked_at=LONG_AGO,
        asked_by=led.practitioner,
    )


def _close(situation: Situation) -> None:
    case = Case.objects.get(pk=situation.keys["case_id"])
    case.spans.update(closed_on=timezone.localdate() - timedelta(days=1), closure_reason="objectives_met")
    Case.objects.filter(pk=case.pk).update(state="closed")


def keys_about_nobody(cast: Cast) -> dict[str, Any]:
    """Give the ids and words of addresses that are about no family."""
    attendance = workforce.attend(
        new=workforce.NewAttendance(course="Neglect", held_on=OPENED), by=None, at=LONG_AGO
    )
    identity = factories.identity(cast.colleague, cast.school)
    address = bounce(cast.colleague)
    return {
        "account_request_id": factories.account_request(cast.school).pk,
        "identity_id": identity.pk,
        "provider_id": identity.provider_id,
        "organisation_id": cast.school.pk,
        "alert_id": alert(cast.colleague).pk,
        "attendance_id": attendance.pk,
        "passkey_id": factories.passkey(cast.colleague).pk,
        "bounce_id": address.pk,
        "message_id": address.message_id,
        "practitioner_id": cast.colleague.pk,
        "session_id": factories.session(cast.colleague).pk,
        "organisation_membership_id": cast.colleague.memberships.get().pk,
        "code": "cases.active",
        "key": "new",
        "form": "enquiry",
        "subject": "new",
        "token": "nobody-has-this-token",
        "uidb36": "abc",
        "stop_id": cast.school.pk,
    }
