"""Each version of the partnership's profile that was ever loaded."""

from django.db import models

from baton.core.models import BaseModel
from baton.partnership.rules.profile import Profile
from baton.partnership.rules.profile_versions import kept


class ProfileVersion(BaseModel):
    """One loaded state of `profiles/<name>/`, kept whole: a case goes on under the version it began with.

    `data` maps the name of each file to its text.
    """

    name = models.CharField(max_length=40)
    version = models.CharField(
        max_length=40, help_text="the version the profile gives itself, like 2026-09-01"
    )
    effective_from = models.DateField()
    loaded_at = models.DateTimeField()
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the parsed data")
    data = models.JSONField()

    class Meta:
        """Newest first is asked for where it matters."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(digest__regex=r"^[0-9a-f]{64}$"), name="profile_version_digest"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"

    @property
    def profile(self) -> Profile:
        """The profile as it was loaded; read once in a process."""
        return kept(self.digest, self.data)
