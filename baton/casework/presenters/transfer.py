"""Transfers as pages show them."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from baton.casework.models import Assessment, Duty, Meeting, Outcome, PlanAction, Transfer
from baton.casework.permissions.ending import can_answer_transfer, can_cancel_transfer
from baton.casework.rules.duty import DutyKind
from baton.casework.rules.sharing import SHARING_LABELS, Sharing
from baton.casework.rules.transfer import (
    ARRIVING,
    DIRECTION_LABELS,
    TRANSFER_STATE_LABELS,
    Direction,
    TransferState,
)
from baton.partnership.models import Practitioner
from baton.partnership.rules.profile import Profile

TONES = {
    TransferState.REQUESTED: "wait",
    TransferState.ACCEPTED: "good",
    TransferState.DECLINED: "late",
    TransferState.CANCELLED: "quiet",
}


@dataclass(frozen=True)
class ShownTransfer:
    """One transfer: what was asked of whom, why, and the answer."""

    transfer: Transfer
    title: str
    whom: str
    reason: str
    sharing: str
    level: str
    status: str
    tone: str
    due_on: date | None
    may_answer: bool
    may_cancel: bool
    unread: bool

    @property
    def url(self) -> str:
        """The page of the transfer."""
        return reverse("transfer", args=[self.transfer.case_id, self.transfer.pk])


def shown_transfer(transfer: Transfer, profile: Profile, practitioner: Practitioner) -> ShownTransfer:
    """Return a transfer as a page shows it to somebody."""
    direction, state = Direction(transfer.direction), TransferState(transfer.state)
    duties = {duty.kind: duty for duty in Duty.objects.open().filter(subject_id=transfer.pk)}
    answer = duties.get(DutyKind.ANSWER_TRANSFER)
    read = duties.get(DutyKind.READ_ANSWER)
    return ShownTransfer(
        transfer=transfer,
        title=DIRECTION_LABELS[direction],
        whom=transfer.from_words if direction in ARRIVING else transfer.receiver_words,
        reason=profile.transfer_reasons.label(transfer.reason_code) if transfer.reason_code else "",
        sharing=SHARING_LABELS[Sharing(transfer.sharing)] if transfer.sharing else "",
        level=profile.level(transfer.level).label if transfer.level else "",
        status=TRANSFER_STATE_LABELS[state],
        tone=TONES[state],
        due_on=answer.due_on if answer else None,
        may_answer=can_answer_transfer(practitioner, transfer),
        may_cancel=can_cancel_transfer(practitioner, transfer),
        unread=read is not None and read.owner_id == practitioner.pk,
    )


@dataclass(frozen=True)
class Packet:
    """What a receiver is given, as it stood when they were asked."""

    assessment: Assessment | None
    outcomes: tuple[Outcome, ...]
    actions: tuple[PlanAction, ...]
    meetings: tuple[Meeting, ...]


def packet(transfer: Transfer) -> Packet:
    """Return the rows that the packet of a transfer names."""
    ids = transfer.packet
    named = {"case_id": transfer.case_id}
    return Packet(
        assessment=Assessment.objects.filter(**named, pk=ids.get("assessment")).first(),
        outcomes=tuple(
            Outcome.objects.filter(**named, pk__in=ids.get("outcomes", []))
            .select_related("person")
            .order_by("position")
        ),
        actions=tuple(PlanAction.objects.filter(**named, pk__in=ids.get("actions", [])).in_order()),
        meetings=tuple(Meeting.objects.filter(**named, pk__in=ids.get("meetings", [])).order_by("-held_on")),
    )
