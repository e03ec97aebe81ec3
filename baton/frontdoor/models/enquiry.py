"""The enquiry: one contact about one family, with the people it names and what was said."""

from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery

from baton.core.models import VersionedModel
from baton.frontdoor.rules import enquiry as rules
from baton.journal.history import tracked


def choices(enum: type[Any]) -> list[tuple[str, str]]:
    """Return a `StrEnum`'s codes as Django's choices; people see the profile's words, not these."""
    return [(code.value, code.value) for code in enum]


class EnquiryQuerySet(models.QuerySet["Enquiry"]):
    """Sets of enquiries: who may see them, where they stand, and what the figures count.

    What is asked of decisions, pauses and exclusions imports them where it asks: each of them knows the enquiry.
    """

    def visible_to(self, practitioner: Any) -> Self:
        """Return the enquiries whose whole text `practitioner` may read; see `models.scope`."""
        from baton.frontdoor.models.scope import enquiry_scope

        return self.filter(enquiry_scope(practitioner))

    def of_enquirer(self, practitioner: Any) -> Self:
        """Return the enquiries `practitioner` made: their status is theirs to see, nothing more is."""
        return self.filter(enquirer=practitioner).exclude(state=rules.State.WITHDRAWN.value)

    def waiting(self) -> Self:
        """Return the enquiries that still need a decision."""
        return self.filter(state__in=rules.WAITING)

    def running(self) -> Self:
        """Return the waiting enquiries whose clock does not stand still."""
        from baton.frontdoor.models.pause import stands_still

        return self.waiting().exclude(stands_still())

    def late(self, now: datetime) -> Self:
        """Return the waiting enquiries whose decision was due before `now`; none while its clock stands still."""
        return self.running().filter(due_at__lt=now)

    def unplaced(self) -> Self:
        """Return the counted enquiries that belong to no locality yet."""
        return self.filter(state__in=rules.COUNTED, locality=None)

    def awaiting_case(self) -> Self:
        """Return the enquiries decided for a case, or one agency's support, from which none was opened yet."""
        from baton.frontdoor.models.decision import AWAITING_CASE, Decision

        awaiting = Decision.objects.filter(AWAITING_CASE)
        return self.filter(state=rules.State.DECIDED, pk__in=awaiting.values("enquiry"))

    def not_told(self, originals: "EnquiryQuerySet | None" = None) -> Self:
        """Return the enquiries whose enquirer has not been told what was decided: there, or where theirs was joined.

        The latter counts only where the one that stayed is among `originals`.
        """
        return self.filter(Exists(_decisions().not_told()) | _joined_and_not_told(originals))

    def counted(self, as_of: datetime) -> Self:
        """Return the enquiries that figures count as at `as_of`: none keyed in error, none a duplicate."""
        from baton.frontdoor.models.exclusion import Exclusion

        spans = Exclusion.objects.filter(enquiry=OuterRef("pk"), from_at__lte=as_of)
        return self.exclude(Exists(spans.filter(Q(to_at=None) | Q(to_at__gt=as_of))))

    def received_between(self, start: datetime, end: datetime) -> Self:
        """Return the enquiries received from `start` up to, not including, `end`."""
        return self.filter(received_at__gte=start, received_at__lt=end)

    def with_decisions(self, as_of: datetime) -> Self:
        """Annotate `first_decided_at`, `latest_outcome` and `latest_decided_at` as they stood at `as_of`."""
        made = _decisions().filter(decided_at__lte=as_of)
        latest = made.order_by("-number")
        return self.annotate(
            first_decided_at=Subquery(made.order_by("number").values("decided_at")[:1]),
            latest_outcome=Subquery(latest.values("outcome")[:1]),
            latest_decided_at=Subquery(latest.values("decided_at")[:1]),
        )

    def with_pause(self) -> Self:
        """Annotate `is_paused`: whether the clock stands still."""
        from baton.frontdoor.models.pause import stands_still

        return self.annotate(is_paused=stands_still())

    def with_told(self, as_of: datetime) -> Self:
        """Annotate `was_told`: whether the enquirer had been told of a decision by `as_of`."""
        from baton.frontdoor.models.decision import Telling

        told = Telling.objects.filter(enquiry=OuterRef("pk"), told_at__lte=as_of)
        return self.annotate(was_told=Exists(told))


def _decisions() -> Any:
    from baton.frontdoor.models.decision import Decision

    return Decision.objects.filter(enquiry=OuterRef("pk"))


def _joined_and_not_told(originals: EnquiryQuerySet | None) -> Q:
    """Whoever made both of two joined enquiries is told once; who left no way to be reached cannot be told."""
    from baton.frontdoor.models.decision import Telling
    from baton.frontdoor.models.exclusion import Exclusion

    joined = Exclusion.objects.filter(
        enquiry=OuterRef("pk"), to_at=None, duplicate_of__state=rules.State.DECIDED
    ).exclude(duplicate_of__enquirer=F("enquiry__enquirer"))
    if originals is not None:
        joined = joined.filter(duplicate_of__in=originals.values("pk"))
    told = Telling.objects.filter(enquiry=OuterRef("pk"), decision__superseded_at=None)
    reachable = Q(enquirer__isnull=False) | ~Q(enquirer_phone="") | ~Q(enquirer_email="")
    return reachable & Exists(joined) & ~Exists(told)


@tracked
class Enquiry(VersionedModel):
    """One contact with the front door about one family; it is no case, and knows of none."""

    shown_to: UUID | None = None
    """The practitioner within whose scope it was loaded for a page: that they may view it is not asked again."""

    reference = models.CharField(max_length=8, unique=True)
    received_at = models.DateTimeField()
    keyed_at = models.DateTimeField()
    keyed_by = models.ForeignKey(
        "partnership.Practitioner", models.PROTECT, null=True, related_name="enquiries_keyed"
    )
    channel = models.CharField(max_length=20, choices=choices(rules.Channel))
    state = models.CharField(max_length=20, choices=choices(rules.State), default=rules.State.NEW.value)
    urgency = models.CharField(
        max_length=20, choices=choices(rules.Urgency), default=rules.Urgency.ROUTINE.value
    )
    target_at = models.DateTimeField()
    due_at = models.DateTimeField()
    claimed_by = models.ForeignKey(
        "partnership.Practitioner", models.PROTECT, null=True, related_name="enquiries_claimed"
    )
    claimed_at = models.DateTimeField(null=True)

    source_type = models.CharField(max_length=20, choices=choices(rules.SourceType))
    source_organisation = models.ForeignKey(
        "partnership.Organisation", models.PROTECT, null=True, related_name="enquiries_made"
    )
    source_name = models.CharField(max_length=200, blank=True)
    enquirer = models.ForeignKey(
        "partnership.Practitioner", models.PROTECT, null=True, related_name="enquiries_made"
    )
    enquirer_name = models.CharField(max_length=200, blank=True)
    enquirer_role = models.CharField(max_length=200, blank=True)
    enquirer_phone = models.CharField(max_length=40, blank=True)
    enquirer_email = models.EmailField(blank=True)
    by_family = models.BooleanField(default=False)
    safe_to_ring = models.BooleanField(null=True)
    safe_to_text = models.BooleanField(null=True)
    safe_to_write = models.BooleanField(null=True)
    safe_to_leave_message = models.BooleanField(null=True)
    contact_note = models.TextField(blank=True)

    address = models.TextField(blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    address_confidential = models.BooleanField(default=False)
    locality = models.ForeignKey("partnership.Locality", models.PROTECT, null=True, related_name="enquiries")
    family = models.ForeignKey("people.Family", models.PROTECT, null=True, related_name="enquiries")
    linked_at = models.DateTimeField(null=True)

    worries = models.TextField(blank=True)
    going_well = models.TextField(blank=True)
    tried = models.TextField(blank=True)
    family_wants = models.TextField(blank=True)
    family_knows = models.CharField(
        max_length=20, choices=choices(rules.FamilyKnows), default=rules.FamilyKnows.NOT_KNOWN.value
    )
    family_agrees = models.CharField(
        max_length=20, choices=choices(rules.FamilyAgrees), default=rules.FamilyAgrees.NOT_ASKED.value
    )
    not_asked_because = models.TextField(blank=True)
    asks_for = models.TextField(blank=True)
    safety_note = models.TextField(blank=True)
    interpreter_language = models.CharField(max_length=100, blank=True)
    needs = ArrayField(models.CharField(max_length=80), default=list, blank=True)

    transfer_kind = models.CharField(max_length=20, choices=choices(rules.TransferKind), blank=True)
    transfer_from = models.CharField(max_length=200, blank=True)
    proposed_lead = models.CharField(max_length=200, blank=True)
    imported_ref = models.CharField(max_length=200, blank=True)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="enquiry_keyed_not_before_received", condition=Q(keyed_at__gte=F("received_at"))
            ),
            models.CheckConstraint(
                name="enquiry_due_not_before_target", condition=Q(due_at__gte=F("target_at"))
            ),
            models.CheckConstraint(
                name="enquiry_claim_whole",
                condition=Q(claimed_by=None, claimed_at=None)
                | Q(claimed_by__isnull=False, claimed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="enquiry_new_is_unclaimed",
                condition=~Q(state=rules.State.NEW.value) | Q(claimed_by=None),
            ),
            models.CheckConstraint(
                name="enquiry_screening_is_claimed",
                condition=~Q(state=rules.State.SCREENING.value) | Q(claimed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="enquiry_link_whole",
                condition=Q(family=None, linked_at=None) | Q(family__isnull=False, linked_at__isnull=False),
            ),
            models.CheckConstraint(
                name="enquiry_transfer_has_kind",
                condition=Q(transfer_kind="") | Q(channel=rules.Channel.TRANSFER.value),
            ),
            models.UniqueConstraint(
                name="enquiry_imported_once", fields=["imported_ref"], condition=~Q(imported_ref="")
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_at"], name="enquiry_board"),
            models.Index(fields=["received_at"], name="enquiry_received"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_waiting(self) -> bool:
        """Whether the enquiry still needs a decision."""
        return self.state in rules.WAITING
