"""Somebody whom an enquiry names."""

from django.db import models
from django.db.models import Q

from baton.core.models import BaseModel
from baton.frontdoor.models.enquiry import Enquiry, choices
from baton.frontdoor.rules import enquiry as rules
from baton.journal.history import tracked


@tracked
class EnquiryPerson(BaseModel):
    """Somebody an enquiry names, as the enquirer named them, and the person a screener matched them to."""

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="people")
    position = models.PositiveSmallIntegerField(default=0)
    role = models.CharField(max_length=20, choices=choices(rules.PersonRole))
    given_names = models.CharField(max_length=200, blank=True)
    family_name = models.CharField(max_length=200, blank=True)
    date_of_birth = models.DateField(null=True)
    expected_on = models.DateField(null=True)
    age_given = models.PositiveSmallIntegerField(null=True)
    relationship = models.CharField(max_length=100, blank=True)
    address = models.TextField(blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    school = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="enquiry_mentions")
    matched_at = models.DateTimeField(null=True)
    matched_by = models.ForeignKey(
        "partnership.Practitioner", models.PROTECT, null=True, related_name="enquiry_matches"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="enquiry_person_unborn_not_born",
                condition=~Q(role=rules.PersonRole.UNBORN.value) | Q(date_of_birth=None),
            ),
            models.CheckConstraint(
                name="enquiry_person_match_whole",
                condition=Q(person=None, matched_at=None) | Q(person__isnull=False, matched_at__isnull=False),
            ),
            models.UniqueConstraint(
                name="enquiry_person_matched_once",
                fields=["enquiry", "person"],
                condition=Q(person__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} in {self.enquiry_id}"

    @property
    def name(self) -> str:
        """The name as it was given, or "name not known"."""
        return f"{self.given_names} {self.family_name}".strip() or "name not known"
