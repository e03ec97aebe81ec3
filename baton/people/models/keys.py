"""The keys under which people are found, and every part of a name that occurs: both derived, both written
with the person.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from baton.people.models.person import Person


class PersonKey(models.Model):
    """One key of one person (`rules.keys`). The primary key is the index that finds people by a key's
    value.
    """

    pk = models.CompositePrimaryKey("value", "person_id")
    value = models.BigIntegerField()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="keys")
    kind = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"{self.kind}:{self.value}"


class NamePart(models.Model):
    """A part of a name that somebody bears, with the shadows under which its misspellings find it
    (`rules.near`).

    It says which names occur, never whose; what a search makes of them passes through `visible_to`.
    """

    part = models.CharField(max_length=100, primary_key=True)
    shadows = ArrayField(models.IntegerField())

    class Meta:
        indexes = [GinIndex(fields=["shadows"], name="people_name_part_shadows")]

    def __str__(self) -> str:
        return self.part
