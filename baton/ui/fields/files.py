"""A field that takes a file."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from baton.ui.fields.base import BoundField, Field
from baton.ui.uploads import NO_ROOM, Upload


class FileField(Field):
    """One file whose name ends as one of `endings` ("pdf", "csv") says, of at most `megabytes`, or what the
    installation takes (`BATON_UPLOAD_MEGABYTES`). Gives Django's `UploadedFile`; `baton.ui.uploads` holds the limit."""

    component = "file"
    verb = "Choose"

    def __init__(
        self, label: str, *, endings: Sequence[str] = (), megabytes: int | None = None, **kwargs: Any
    ) -> None:
        self.endings = tuple(ending.lower().lstrip(".") for ending in endings)
        self.megabytes = megabytes or settings.BATON_UPLOAD_MEGABYTES
        super().__init__(label, widget=forms.FileInput, **kwargs)

    def validate(self, value: UploadedFile | None) -> None:
        """Refuse an empty file, one too large, and one of another kind."""
        super().validate(value)
        if value is None:
            return
        if isinstance(value, Upload) and value.is_lost:
            raise ValidationError(NO_ROOM, code="lost")
        size = value.size or 0
        if not size:
            raise ValidationError("The file is empty. Choose another one.", code="empty")
        if size > self.megabytes * 1024 * 1024:
            raise ValidationError(f"The file must be smaller than {self.megabytes} MB", code="large")
        ending = PurePath(value.name or "").suffix.lower().lstrip(".")
        if self.endings and ending not in self.endings:
            raise ValidationError(f"The file must end in {' or '.join(self.endings)}", code="kind")

    def params(self, bound: BoundField) -> dict[str, Any]:
        """Give the parameters for the component's macro."""
        params = super().params(bound)
        if self.endings:
            params["attributes"] = {
                **self.attributes,
                "accept": ",".join(f".{ending}" for ending in self.endings),
            }
        return params
