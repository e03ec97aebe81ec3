"""A document and what is said of it, turned into values."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings

from baton.core import dates
from baton.documents.actions import Details
from baton.documents.models import Document
from baton.documents.rules.content import ENDINGS, TAKEN
from baton.documents.rules.document import Audience
from baton.partnership.models import Organisation, Practitioner
from baton.partnership.rules.profile_item import Item
from baton.partnership.rules.profile_listing import Listing
from baton.ui import fields
from baton.ui.forms import FilterForm, Form

CHOOSE_AGAIN = "Choose the file again: a browser does not keep it when something else has to be put right."


class DetailsForm(Form):
    """What is said of a document: its title, kind and day, and who may see it."""

    title = fields.TextField(
        "What is it?",
        hint="A title that others understand, like “Speech and language report”.",
        limit=160,
        missing="Write what the document is",
    )
    kind = fields.SelectField("Kind of document", choices=[], missing="Choose what kind of document it is")
    dated_on = fields.DateField(
        "Date of the document",
        hint="The day that stands on it.",
        past=True,
        missing="Enter the date of the document",
    )
    audience = fields.ChoiceField(
        "Who may see it?",
        choices=[],
        reveals={Audience.NAMED: ["readers"]},
        missing="Choose who may see the document",
    )
    readers = fields.MultipleChoiceField("Who?", choices=[], missing="Choose who may see the document")

    def __init__(
        self,
        *args: Any,
        kinds: Listing[Item],
        named: Iterable[Practitioner],
        organisation: Organisation | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        self.fields["kind"].choices = kinds.choices
        people = [
            (str(one.pk), f"{one.name}, {one.job_title}".rstrip(", "))
            for one in {one.pk: one for one in named}.values()
        ]
        self.fields["readers"].choices = people
        self.fields["audience"].choices = list(_audiences(organisation, bool(people)))

    @staticmethod
    def of(document: Document) -> dict[str, Any]:
        """Return what the form shows of a document."""
        return {
            "title": document.title,
            "kind": document.kind,
            "dated_on": document.dated_on,
            "audience": document.audience,
            "readers": [str(one) for one in document.readers],
            "expected_version": document.version,
        }

    @property
    def details(self) -> Details:
        """Give what is said of the document, as the action takes it."""
        values = self.values
        return Details(
            title=values["title"],
            kind=values["kind"],
            dated_on=values["dated_on"],
            audience=Audience(values["audience"]),
            organisation_id=self.organisation.pk if self.organisation else None,
            readers=[UUID(one) for one in values["readers"] or ()],
        )


def _audiences(organisation: Organisation | None, has_colleagues: bool) -> Iterable[fields.Choice]:
    yield fields.Choice(Audience.RECORD, "Everybody who may see this record")
    if organisation is not None:
        yield fields.Choice(
            Audience.ORGANISATION,
            f"Only colleagues in {organisation.name}",
            "Of those who may see this record.",
        )
    if has_colleagues:
        yield fields.Choice(
            Audience.NAMED,
            "Only people I name",
            "You see it too, and whoever answers for safeguarding or for records.",
        )


class AddForm(DetailsForm):
    """A new document: its file first."""

    field_order = ["file", "title", "kind", "dated_on", "audience", "readers"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        megabytes = settings.BATON_UPLOAD_MEGABYTES
        self.fields["file"] = fields.FileField(
            "The file",
            hint=f"{TAKEN}; at most {megabytes} MB. Who made it, where and when is removed from inside the file.",
            attributes={"accept": ",".join(f".{ending}" for ending in ENDINGS)},
            megabytes=megabytes,
            missing="Choose the file",
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Say that the file has to be chosen again where anything else is wrong."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors and "file" not in self.errors:
            self.add_error("file", CHOOSE_AGAIN)
        return values

    @staticmethod
    def begun() -> dict[str, Any]:
        """Return what a new form shows."""
        return {"dated_on": dates.today(), "audience": Audience.RECORD}


class WithdrawForm(Form):
    """Why a document is withdrawn."""

    reason = fields.TextAreaField(
        "Why is it withdrawn?",
        hint="Like “belongs to another family”. The reason stays in the history.",
        rows=2,
        missing="Write why it is withdrawn",
    )


class DocumentFilter(FilterForm):
    """Which documents."""

    q = fields.TextField("Words in the title", width=20)
    kind = fields.SelectField("Kind of document", choices=[], empty_words="All")

    def __init__(self, *args: Any, kinds: Listing[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds.choices
