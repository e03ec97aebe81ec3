"""Transfers, turned into values."""

from collections.abc import Iterable, Sequence
from typing import Any

from baton.casework.actions.transfer import Request
from baton.casework.forms.leads import lead_choices
from baton.casework.forms.sharing import SharingForm
from baton.casework.models import Meeting
from baton.casework.models.leading import PossibleLead
from baton.casework.rules.transfer import Direction
from baton.partnership.models import Organisation
from baton.partnership.rules.profile import Profile
from baton.partnership.rules.profile_codes import ObjectivesMet
from baton.ui import fields
from baton.ui.forms import Form

NO_MEETING = "none"


class _RequestForm(SharingForm):
    """What every request says: why now."""

    reason_code = fields.ChoiceField("What is the reason?", choices=[], missing="Choose the reason")
    reason = fields.TextAreaField(
        "What has changed, and what do you ask for?",
        rows=5,
        missing="Write what has changed and what you ask for",
    )

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.profile = profile
        self.fields["reason_code"].choices = profile.transfer_reasons.choices

    def request(self, direction: Direction, **receiver: Any) -> Request:
        """Give the request as the action takes it."""
        values = self.values
        return Request(
            direction=direction,
            reason=values["reason"],
            reason_code=values["reason_code"],
            without=self.without,
            **receiver,
        )


class _HandsOverForm(_RequestForm):
    """What a request says that ends the work here: the level now, what was reached, what the family says."""

    level = fields.ChoiceField("Level of need now", choices=[], missing="Choose the level of need now")
    objectives = fields.ChoiceField(
        "How many of the plan’s objectives have been met so far?",
        choices=[],
        missing="Choose how many objectives have been met",
    )
    family_view = fields.TextAreaField("What does the family say about it?", rows=3, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [(level.code, level.label) for level in self.profile.levels]
        self.fields["objectives"].choices = self.profile.objectives_met.choices

    def so_far(self) -> dict[str, Any]:
        """Give what the request says about the work here."""
        values = self.values
        return {
            "level": int(values["level"]),
            "objectives": ObjectivesMet(values["objectives"]),
            "family_view": values["family_view"],
        }


class StepUpForm(_HandsOverForm):
    """Social care is asked to take the family over."""

    to_organisation = fields.ChoiceField(
        "Who is asked to take over?", choices=[], missing="Choose who is asked to take over"
    )
    meeting = fields.ChoiceField(
        "At which meeting did the team ask itself whether social care is needed?",
        choices=[],
        missing="Choose the meeting, or “No meeting yet”",
    )

    field_order = [
        "to_organisation",
        "reason_code",
        "reason",
        "level",
        "meeting",
        "objectives",
        "family_view",
        "sharing",
    ]

    def __init__(
        self, *args: Any, organisations: Iterable[Organisation], meetings: Sequence[Meeting], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {str(row.pk): row for row in organisations}
        self.meetings = {str(row.pk): row for row in meetings}
        self.fields["to_organisation"].choices = [(key, row.name) for key, row in self.organisations.items()]
        self.fields["meeting"].choices = [
            *(
                (key, f"{row.held_on.day} {row.held_on:%B %Y}")
                for key, row in self.meetings.items()
                if row.held_on
            ),
            (NO_MEETING, "No meeting yet"),
        ]

    @property
    def wanted(self) -> Request:
        """Give the request."""
        values = self.values
        return self.request(
            Direction.STEP_UP,
            to_organisation=self.organisations[values["to_organisation"]],
            meeting=self.meetings.get(values["meeting"]),
            **self.so_far(),
        )


class TransferOutForm(_HandsOverForm):
    """Another area is asked to take the family over."""

    to_words = fields.TextField(
        "Which area or organisation is asked to take over?",
        limit=160,
        missing="Enter who is asked to take over",
    )

    field_order = ["to_words", "reason_code", "reason", "level", "objectives", "family_view", "sharing"]

    @property
    def wanted(self) -> Request:
        """Give the request."""
        return self.request(Direction.OUT, to_words=self.values["to_words"], **self.so_far())


class ChangeLeadForm(_RequestForm):
    """Somebody else is asked to lead the case."""

    to = fields.ChoiceField("Who is asked to lead?", choices=[], missing="Choose who is asked to lead")

    field_order = ["to", "reason_code", "reason", "sharing"]

    def __init__(
        self, *args: Any, leads: Sequence[PossibleLead], shown: Sequence[fields.Choice], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.leads = {str(lead.membership_id): lead for lead in leads}
        self.fields["to"].choices = lead_choices(
            self.leads, shown, chosen=self.data.get(self.add_prefix("to"))
        )

    @property
    def wanted(self) -> Request:
        """Give the request."""
        lead = self.leads[self.values["to"]]
        return self.request(
            Direction.LEAD, to_practitioner=lead.practitioner, to_organisation=lead.organisation
        )


class AnswerForm(Form):
    """Take over, or not."""

    answer = fields.ChoiceField(
        "Do you take this family over?",
        choices=[("accept", "Yes, we take over from now on"), ("decline", "No")],
        reveals={"accept": ["next_words"], "decline": ["reason"]},
        missing="Choose yes or no",
    )
    next_words = fields.TextAreaField(
        "What happens next, and who gets in touch with the family?", rows=3, missing="Write what happens next"
    )
    reason = fields.TextAreaField(
        "Why not, and what do you advise instead?", rows=4, missing="Write why you decline"
    )
    answered_by_words = fields.TextField(
        "Who gave you this answer?", limit=160, missing="Enter who gave you the answer"
    )

    def __init__(self, *args: Any, direction: Direction, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if direction is not Direction.OUT:
            del self.fields["answered_by_words"]
        else:
            self.fields["answer"].label = "Do they take the family over?"
            self.fields["answer"].choices = [("accept", "Yes, they take over from now on"), ("decline", "No")]
        if direction is Direction.LEAD:
            self.fields["next_words"].required = False

    @property
    def words(self) -> str:
        """Give what was written with the answer."""
        values = self.values
        return str(values["next_words"] if values["answer"] == "accept" else values["reason"])


class CallBackForm(Form):
    """A request is called back."""

    reason = fields.TextAreaField("Why do you call it back?", rows=2, missing="Write why you call it back")
