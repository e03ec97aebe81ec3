"""Enquiries with their decisions and tellings, from `enquiries.csv`."""

from datetime import datetime
from typing import Literal

from baton.frontdoor.actions import bulk
from baton.frontdoor.actions.bulk import DecisionDeed, Deed, LinkDeed, PastEnquiry, TellingDeed
from baton.frontdoor.actions.values import Enquirer, NewEnquiry, Ruling
from baton.frontdoor.models import Decision
from baton.frontdoor.rules.enquiry import Channel, SourceType, TransferKind
from baton.integrations.actions.target import Target
from baton.integrations.rules.legacy import gaps
from baton.integrations.rules.legacy.rows import Row
from baton.integrations.rules.legacy.tables import CASES, ENQUIRIES
from baton.partnership.rules.profile_codes import OutcomeCode


def write(target: Target) -> None:
    """Write new enquiries, and note for earlier ones that a case was opened from them."""
    before = set(target.enquiries)
    rows = target.of(ENQUIRIES)
    written = bulk.receive_many([_past(target, row) for row in rows])
    for row, enquiry in zip(rows, written, strict=True):
        target.enquiries[row["enquiry_id"]] = enquiry
        target.wrote(row, enquiry)
    taken = {
        target.enquiries[row["enquiry_id"]].pk: Deed(at=target.at)
        for row in target.of(CASES)
        if row["enquiry_id"] in before
    }
    if taken:
        bulk.take_up_many(taken)


def decisions(target: Target) -> dict[str, Decision]:
    """Return the decision of each enquiry that new cases name, by the key of the enquiry."""
    keys = {
        target.enquiries[row["enquiry_id"]].pk: row["enquiry_id"]
        for row in target.of(CASES)
        if row["enquiry_id"] is not None
    }
    current = Decision.objects.current().filter(enquiry__in=list(keys)).select_related("enquiry")
    return {keys[decision.enquiry_id]: decision for decision in current}


def _past(target: Target, row: Row) -> PastEnquiry:
    family = target.families.get(row["family_id"])
    received = gaps.received_at(row, target.at)
    outcome = gaps.decision_of(row)
    decided = max(gaps.decided_at(row, target.at), received) if not row["screened_at"] else row["screened_at"]
    cases = target.index.naming(row["enquiry_id"])
    told = row["enquirer_told_at"]
    return PastEnquiry(
        new=_new(target, row, received),
        keyed=Deed(at=max(target.at, received)),
        linked=LinkDeed(at=target.at, family=family) if family else None,
        decisions=[DecisionDeed(at=decided, ruling=_ruling(outcome))] if outcome is not None else [],
        told=TellingDeed(at=told) if told and outcome is not None else None,
        taken_up=Deed(at=target.at) if outcome and cases else None,
    )


def _new(target: Target, row: Row, received: datetime) -> NewEnquiry:
    channel = Channel(row["channel"] or Channel.PAPER)
    organisation = target.names.organisation(row.text("source_organisation"))
    source: SourceType | Literal[""] = SourceType(row["source_type"]) if row["source_type"] else ""
    family = target.families.get(row["family_id"])
    return NewEnquiry(
        received_at=received,
        channel=channel,
        enquirer=Enquirer(
            organisation=organisation,
            source_type=source,
            source_name=row.text("source_organisation"),
            by_family=source is SourceType.FAMILY,
        ),
        locality=family.locality if family else None,
        transfer_kind=_transfer_kind(target, row) if channel is Channel.TRANSFER else None,
        imported_ref=target.ref(row["enquiry_id"]),
    )


def _transfer_kind(target: Target, row: Row) -> TransferKind | None:
    """Return which transfer an enquiry was, as the cases that name it say."""
    origins = [case["origin"] for case in target.index.naming(row["enquiry_id"])]
    return next((TransferKind(origin) for origin in origins if origin in list(TransferKind)), None)


def _ruling(outcome: str) -> Ruling:
    return Ruling(outcome=OutcomeCode(outcome) if outcome else "", reason="", made_with_enquirer=None)
