"""Where somebody lives, and how they may safely be reached."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from baton.core.models import VersionedModel
from baton.journal.history import tracked
from baton.people.models.fields import in_order, one_of
from baton.people.models.person import Person
from baton.people.rules.persons import ContactKind


class LastingQuerySet(models.QuerySet[Any]):
    """Rows that hold from one day to another."""

    def current(self, today: date) -> Self:
        """Those that hold on a day; the day they end is no longer one."""
        started = Q(from_on__isnull=True) | Q(from_on__lte=today)
        return self.filter(started, Q(to_on__isnull=True) | Q(to_on__gt=today))


@tracked
class Address(VersionedModel):
    """An address of a person and the days between which they lived there. A child may have two at once."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="addresses")
    lines = models.TextField(blank=True, default="")
    postcode = models.CharField(max_length=10, blank=True, default="")
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)
    confidential = models.BooleanField(default=False)

    objects = LastingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(lines="") | ~Q(postcode=""), name="people_address_not_empty"),
            in_order("from_on", "to_on", "people_address_dates"),
        ]

    def __str__(self) -> str:
        return "Confidential address" if self.confidential else ", ".join(self.written)

    @property
    def written(self) -> list[str]:
        """The lines of the address as they are written, the postcode last."""
        return [line for line in (*map(str.strip, self.lines.splitlines()), self.postcode) if line]


@tracked
class ContactWay(VersionedModel):
    """A telephone number or email address. `None` for a safe-to question means that nobody has asked."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contact_ways")
    kind = models.CharField(max_length=10)
    value = models.CharField(max_length=254)
    confidential = models.BooleanField(default=False)
    safe_to_ring = models.BooleanField(null=True, blank=True)
    safe_to_text = models.BooleanField(null=True, blank=True)
    safe_to_write = models.BooleanField(null=True, blank=True)
    safe_to_leave_message = models.BooleanField(null=True, blank=True)
    note = models.CharField(max_length=250, blank=True, default="")
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)

    objects = LastingQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("kind", ContactKind, "people_contact_way_kind"),
            models.CheckConstraint(condition=~Q(value=""), name="people_contact_way_value"),
            in_order("from_on", "to_on", "people_contact_way_dates"),
        ]

    def __str__(self) -> str:
        return f"Confidential {self.kind}" if self.confidential else self.value
