"""Each look at a record that is kept restricted or sealed: why it still is, and when it is looked at again."""

from django.db import models
from django.db.models import Q

from baton.core.models import BaseModel
from baton.journal.history import tracked
from baton.partnership.models import Practitioner
from baton.people.models.family import Family
from baton.people.models.fields import one_of
from baton.people.rules.restriction import Restriction


@tracked
class RestrictionReview(BaseModel):
    """Somebody looked at a restricted or sealed family, found that it must stay so, and said why and until when."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="restriction_reviews")
    restriction = models.CharField(max_length=10)
    note = models.TextField()
    next_on = models.DateField()
    reviewed_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="restriction_reviews"
    )

    class Meta:
        constraints = [
            one_of(
                "restriction", [Restriction.RESTRICTED, Restriction.SEALED], "people_review_of_restriction"
            ),
            models.CheckConstraint(condition=~Q(note=""), name="people_review_for_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.restriction} {self.family_id} until {self.next_on}"
