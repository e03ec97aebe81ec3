"""A person: who they are, and by which other names they are known."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from baton.core.models import VersionedModel
from baton.journal.history import tracked
from baton.partnership.models import Organisation
from baton.people.models.fields import in_order, one_of
from baton.people.rules import names
from baton.people.rules.membership import MemberRole
from baton.people.rules.persons import ADULT_AT, Ethnicity, FormerNameKind, Sex, years_old
from baton.ui import moments

if TYPE_CHECKING:
    from baton.partnership.models import Practitioner


class PersonQuerySet(models.QuerySet["Person"]):
    """Set logic over people."""

    def visible_to(self, practitioner: "Practitioner") -> Self:
        """People who belong, or belonged, to a family that the practitioner may see.

        Somebody in no family at all is seen by those who see every open family, but for a conflict of interest.
        """
        from baton.people.models import held
        from baton.people.models.family import Family, FamilyMembership, scope_for

        families = Family.objects.visible_to(practitioner).values("pk")
        memberships = FamilyMembership.objects.filter(person=OuterRef("pk"))
        seen = Q(Exists(memberships.filter(family__in=families)))
        if scope_for(practitioner).every_open:
            seen |= Q(~Exists(memberships)) & ~Q(pk__in=held.closed_people(practitioner))
        return self.filter(seen)


@tracked
class Person(VersionedModel):
    """Somebody in a family: a child, an adult, or a baby not yet born; also somebody whose name nobody
    knows.
    """

    given_names = models.CharField(max_length=100, blank=True, default="")
    family_name = models.CharField(max_length=100, blank=True, default="")
    known_as = models.CharField(max_length=100, blank=True, default="")
    name_known = models.BooleanField(default=True)
    date_of_birth = models.DateField(null=True, blank=True)
    expected_on = models.DateField(null=True, blank=True)
    unborn = models.BooleanField(default=False)
    died_on = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=10, default=Sex.NOT_KNOWN.value)
    ethnicity = models.CharField(max_length=8, blank=True, default="")
    first_language = models.CharField(max_length=60, blank=True, default="")
    interpreter_language = models.CharField(max_length=60, blank=True, default="")
    school = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="pupils"
    )
    school_name = models.CharField(max_length=160, blank=True, default="")
    upn = models.CharField(max_length=20, blank=True, default="")
    upn_checked = models.BooleanField(default=False)
    nhs_number = models.CharField(max_length=20, blank=True, default="")
    nhs_number_checked = models.BooleanField(default=False)
    not_to_be_told = models.BooleanField(default=False)
    not_to_be_told_reason = models.TextField(blank=True, default="")
    imported_ref = models.CharField(max_length=200, blank=True, default="")

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(name_known=False) | Q(unborn=True) | ~Q(given_names="") | ~Q(family_name=""),
                name="people_person_named",
            ),
            models.CheckConstraint(
                condition=Q(unborn=False) | Q(date_of_birth=None, died_on=None), name="people_person_unborn"
            ),
            models.CheckConstraint(
                condition=Q(unborn=True) | Q(expected_on=None) | Q(date_of_birth__isnull=False),
                name="people_person_expected",
            ),
            in_order("date_of_birth", "died_on", "people_person_died_after_birth"),
            one_of("sex", Sex, "people_person_sex"),
            one_of("ethnicity", Ethnicity, "people_person_ethnicity", blank=True),
            models.CheckConstraint(
                condition=Q(school=None) | Q(school_name=""), name="people_person_one_school"
            ),
            models.CheckConstraint(
                condition=Q(upn_checked=False) | Q(upn__regex="^[A-Z][0-9]{11}[0-9A-Z]$"),
                name="people_person_upn",
            ),
            models.CheckConstraint(
                condition=Q(nhs_number_checked=False) | Q(nhs_number__regex="^[0-9]{10}$"),
                name="people_person_nhs_number",
            ),
            models.CheckConstraint(
                condition=Q(not_to_be_told=False, not_to_be_told_reason="")
                | (Q(not_to_be_told=True) & ~Q(not_to_be_told_reason="")),
                name="people_person_not_to_be_told",
            ),
            models.UniqueConstraint(
                fields=["imported_ref"], condition=~Q(imported_ref=""), name="people_person_imported_once"
            ),
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def full_name(self) -> str:
        """Given and family name, or plain words where they are not known."""
        return names.full_name(
            given=self.given_names, family=self.family_name, known=self.name_known, unborn=self.unborn
        )

    @property
    def shown_name(self) -> str:
        """The full name, with the name in use beside it where it differs."""
        return names.shown_name(
            given=self.given_names,
            family=self.family_name,
            known_as=self.known_as,
            known=self.name_known,
            unborn=self.unborn,
        )

    @property
    def called(self) -> str:
        """What people call them: the name in use, or the first names, or the full name."""
        return self.known_as or self.given_names or self.full_name

    def role_by_age(self, today: date) -> MemberRole:
        """What they are in a family, by their age; without a date of birth a child, so that nobody small is
        missed.
        """
        if self.unborn:
            return MemberRole.UNBORN
        grown_up = self.date_of_birth is not None and years_old(self.date_of_birth, today) >= ADULT_AT
        return MemberRole.ADULT if grown_up else MemberRole.CHILD

    def age_words(self, today: date) -> str:
        """The age as people say it: `8 years, 5 months`, `expected 3 March 2026`, `age not known`."""
        return moments.age(self, today)


@tracked
class FormerName(VersionedModel):
    """Another name that somebody bore, or goes by."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="former_names")
    given_names = models.CharField(max_length=100, blank=True, default="")
    family_name = models.CharField(max_length=100, blank=True, default="")
    kind = models.CharField(max_length=10, default=FormerNameKind.FORMER.value)
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(given_names="") | ~Q(family_name=""), name="people_former_name_named"
            ),
            one_of("kind", FormerNameKind, "people_former_name_kind"),
            in_order("from_on", "to_on", "people_former_name_dates"),
        ]

    def __str__(self) -> str:
        return names.full_name(given=self.given_names, family=self.family_name)
