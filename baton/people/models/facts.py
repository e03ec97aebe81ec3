"""Facts about people and families that any app above may write, in the transaction of its own deed, and
read.
"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from baton.core.models import BaseModel, VersionedModel
from baton.journal.history import tracked
from baton.partnership.models import Organisation, Practitioner
from baton.people.models.contact import LastingQuerySet
from baton.people.models.family import Family
from baton.people.models.fields import at_least_one, in_order, one_of
from baton.people.models.person import Person
from baton.people.rules.facts import LEVELS, AgreementStatus, Capacity, Occasion, Purpose, Source


@tracked
class Involvement(VersionedModel):
    """An organisation, or one practitioner of it, is involved with a person or a family.

    `ref` and `url_name` lead to what the involvement rests on (a case, an enquiry) for those who may open it.
    """

    family = models.ForeignKey(
        Family, null=True, blank=True, on_delete=models.PROTECT, related_name="involvements"
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="involvements"
    )
    kind = models.CharField(max_length=40)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="involvements"
    )
    organisation_words = models.CharField(max_length=160, blank=True, default="")
    practitioner = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="involvements"
    )
    contact = models.CharField(max_length=250, blank=True, default="")
    role_words = models.CharField(max_length=120, blank=True, default="")
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=12, default=Source.PERSON.value)
    ref = models.UUIDField(null=True, blank=True)
    url_name = models.CharField(max_length=60, blank=True, default="")

    objects = LastingQuerySet.as_manager()

    class Meta:
        constraints = [
            at_least_one("people_involvement_about", "family", "person"),
            models.CheckConstraint(condition=~Q(kind=""), name="people_involvement_kind"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False)
                | Q(practitioner__isnull=False)
                | ~Q(organisation_words="")
                | ~Q(contact=""),
                name="people_involvement_of_somebody",
            ),
            one_of("source", Source, "people_involvement_source"),
            in_order("from_on", "to_on", "people_involvement_dates"),
            models.CheckConstraint(
                condition=Q(url_name="") | Q(ref__isnull=False), name="people_involvement_leads_somewhere"
            ),
        ]
        indexes = [models.Index(fields=["ref"], name="people_involvement_ref")]

    def __str__(self) -> str:
        return f"{self.kind} {self.organisation_words or self.organisation_id}"


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """Set logic over agreements."""

    def in_force(self) -> Self:
        """The last answer of each person to each question; earlier ones carry the day they were overtaken."""
        return self.filter(ended_on=None)

    def agreed(self) -> Self:
        """Last answers that were yes."""
        return self.in_force().filter(status=AgreementStatus.AGREED)


@tracked
class Agreement(BaseModel):
    """What one person answered to one question: to the help offered, or to sharing with one organisation."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="agreements")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="agreements")
    purpose = models.CharField(max_length=10)
    agency = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="agreements"
    )
    agency_words = models.CharField(max_length=160, blank=True, default="")
    status = models.CharField(max_length=10)
    capacity = models.CharField(max_length=24, blank=True, default="")
    reason = models.TextField(blank=True, default="")
    on = models.DateField()
    method = models.CharField(max_length=40, blank=True, default="")
    recorded_by = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="agreements_recorded"
    )
    case_id = models.UUIDField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("purpose", Purpose, "people_agreement_purpose"),
            one_of("status", AgreementStatus, "people_agreement_status"),
            one_of("capacity", Capacity, "people_agreement_capacity", blank=True),
            in_order("on", "ended_on", "people_agreement_dates"),
            models.CheckConstraint(
                condition=Q(purpose=Purpose.SERVICE.value) | Q(agency__isnull=False) | ~Q(agency_words=""),
                name="people_agreement_share_with_whom",
            ),
            models.CheckConstraint(
                condition=~Q(status=AgreementStatus.NOT_ASKED.value) | ~Q(reason=""),
                name="people_agreement_not_asked_why",
            ),
            models.UniqueConstraint(
                fields=["person", "family", "purpose", "agency", "agency_words", "case_id"],
                condition=Q(ended_on=None),
                nulls_distinct=False,
                name="people_agreement_one_in_force",
            ),
        ]
        indexes = [models.Index(fields=["case_id"], name="people_agreement_case")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.status} {self.on}"


class NeedQuerySet(models.QuerySet["Need"]):
    """Set logic over needs."""

    def since(self, day: date) -> Self:
        """Needs recorded on or after a day."""
        return self.filter(on__gte=day)


@tracked
class Need(BaseModel):
    """A need of a person, or of a family as a whole, in a code of the profile's list of needs."""

    family = models.ForeignKey(Family, null=True, blank=True, on_delete=models.PROTECT, related_name="needs")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="needs")
    code = models.CharField(max_length=60)
    source = models.CharField(max_length=12)
    on = models.DateField()
    case_id = models.UUIDField(null=True, blank=True)

    objects = NeedQuerySet.as_manager()

    class Meta:
        constraints = [
            at_least_one("people_need_of", "family", "person"),
            models.CheckConstraint(condition=~Q(code=""), name="people_need_code"),
            one_of("source", Source, "people_need_source"),
        ]
        indexes = [
            models.Index(fields=["code", "on"], name="people_need_code_on"),
            models.Index(fields=["case_id"], name="people_need_case"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.on}"


@tracked
class LevelReading(BaseModel):
    """The level of need of a family, read on an occasion."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="level_readings")
    case_id = models.UUIDField(null=True, blank=True)
    level = models.PositiveSmallIntegerField()
    occasion = models.CharField(max_length=12)
    on = models.DateField()
    by = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="levels_read"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(level__in=LEVELS), name="people_level_1_to_4"),
            one_of("occasion", Occasion, "people_level_occasion"),
        ]
        indexes = [models.Index(fields=["case_id", "occasion"], name="people_level_case")]

    def __str__(self) -> str:
        return f"level {self.level} {self.occasion} {self.on}"
