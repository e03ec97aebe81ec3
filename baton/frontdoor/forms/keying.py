"""An enquiry keyed at the front door: how it came, when, and from whom, before what was said."""

from typing import Any

from django.utils import timezone

from baton.frontdoor.actions.values import Enquirer
from baton.frontdoor.forms.enquiry import SaidForm
from baton.frontdoor.rules.enquiry import Channel, SourceType, TransferKind
from baton.partnership import profiles
from baton.partnership.models import Organisation
from baton.ui.fields import (
    ChoiceField,
    ConfirmField,
    EmailField,
    MomentField,
    PhoneField,
    SelectField,
    TextAreaField,
    TextField,
    YesNoField,
)

KEYED = (Channel.PHONE, Channel.EMAIL, Channel.DROP_IN, Channel.PAPER, Channel.TRANSFER, Channel.DATA_MATCH)
OTHER_ORGANISATION = ""


def channels_offered() -> list[tuple[str, str]]:
    """Return the ways in which an enquiry that is keyed may have come, in the profile's words."""
    return [
        (item.code, item.label) for item in profiles.current().channels if item.offered and item.code in KEYED
    ]


def sources_offered() -> list[tuple[str, str]]:
    """Return who may have made it, in the profile's words."""
    return [(item.code, item.label) for item in profiles.current().source_types if item.offered]


def organisations_offered() -> list[tuple[str, str]]:
    """Return the organisations in use, by name."""
    return [(str(one.pk), one.name) for one in Organisation.objects.in_use().order_by("name")]


class KeyForm(SaidForm):
    """What came by phone, e-mail, paper, drop-in or transfer, as whoever answered writes it down."""

    channel = ChoiceField(
        "How did it come?",
        choices=channels_offered,
        reveals={Channel.TRANSFER: ["transfer_kind", "transfer_from", "proposed_lead"]},
    )
    transfer_kind = ChoiceField(
        "What kind of transfer?",
        choices=[
            (TransferKind.STEP_DOWN, "A step down: social care hands over to us"),
            (TransferKind.TRANSFER_IN, "The family comes from another area"),
        ],
        missing="Say what kind of transfer it is",
    )
    transfer_from = TextField(
        "Which team or area asks?", missing="Enter which team or area hands over", limit=200
    )
    proposed_lead = TextField(
        "Who could coordinate the help, if somebody is named already?", required=False, limit=200
    )
    received_at = MomentField("When was it received?", past=True, missing="Enter when it was received")
    source_type = SelectField("Who made it?", choices=sources_offered, missing="Choose who made it")
    source_organisation = SelectField(
        "Which organisation?",
        choices=organisations_offered,
        empty_words="Another one, or none",
        required=False,
        mark_optional=False,
    )
    source_name = TextField("Organisation, if it is not in the list", required=False, limit=200)
    enquirer_name = TextField("Their name", required=False, mark_optional=False, limit=200)
    enquirer_role = TextField(
        "Their job, or what they are to the child", required=False, mark_optional=False, limit=200
    )
    enquirer_phone = PhoneField("Telephone", required=False, mark_optional=False)
    enquirer_email = EmailField("E-mail", required=False, mark_optional=False)
    safe_to_ring = YesNoField("Is it safe to ring?", required=False, mark_optional=False)
    safe_to_leave_message = YesNoField("Is it safe to leave a message?", required=False, mark_optional=False)
    safe_to_text = YesNoField("Is it safe to text?", required=False, mark_optional=False)
    safe_to_write = YesNoField("Is it safe to e-mail or write?", required=False, mark_optional=False)
    contact_note = TextAreaField(
        "Best time, and anything to be careful about", rows=2, required=False, mark_optional=False
    )
    screen_now = ConfirmField("I am screening it now", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["received_at"].initial = timezone.now
        self.fields["worries"].label = "What is worrying?"

    @property
    def transfer(self) -> TransferKind | None:
        """Which kind of transfer it is, if it is one."""
        kind = self.cleaned_data["transfer_kind"]
        return TransferKind(kind) if kind else None

    def enquirer(self) -> Enquirer:
        """Return who made the enquiry, as the action takes it."""
        typed = self.cleaned_data
        source = SourceType(typed["source_type"])
        key = typed["source_organisation"]
        return Enquirer(
            organisation=Organisation.objects.get(pk=key) if key else None,
            source_type=source,
            source_name=typed["source_name"],
            name=typed["enquirer_name"],
            role=typed["enquirer_role"],
            phone=typed["enquirer_phone"],
            email=typed["enquirer_email"],
            by_family=source is SourceType.FAMILY,
            safe_to_ring=typed["safe_to_ring"],
            safe_to_text=typed["safe_to_text"],
            safe_to_write=typed["safe_to_write"],
            safe_to_leave_message=typed["safe_to_leave_message"],
            contact_note=typed["contact_note"],
        )
