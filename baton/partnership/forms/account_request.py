"""An account is asked for, approved, refused."""

from typing import Any

from baton.partnership import profiles
from baton.partnership.actions.account_request import Approval, NewRequest
from baton.partnership.forms.practitioner import MembershipForm, organisation_choices
from baton.partnership.models import Organisation, Practitioner, Team
from baton.partnership.rules.account_request import REFUSAL_WORDS, Refusal, roles_to_give
from baton.ui.fields import ChoiceField, EmailField, PhoneField, SelectField, TextField
from baton.ui.forms import Form


class AskForAccountForm(Form):
    """Who asks, for which organisation, and why."""

    name = TextField("Your full name", limit=120, autocomplete="name")
    email = EmailField("Your work e-mail address", hint="You will sign in with it", autocomplete="email")
    organisation = SelectField(
        "Your organisation", choices=lambda: organisation_choices(), missing="Choose your organisation"
    )
    job_title = TextField("Your job title", limit=120, autocomplete="organization-title")
    phone = PhoneField("Your work telephone number", required=False)
    why = TextField(
        "What will you do here?", hint="For example “I lead on early help at the school”", limit=300
    )

    def new_request(self) -> NewRequest:
        """Give what was asked."""
        values = self.values
        organisation = Organisation.objects.get(pk=values.pop("organisation"))
        return NewRequest(organisation=organisation, **values)


class ApproveAccountForm(MembershipForm):
    """What the account is for, within what the decider may give."""

    team = SelectField("In which team?", choices=[], required=False, empty_words="No team")

    field_order = ["roles", "team", "localities", "case_limit", "languages"]

    def __init__(self, *args: Any, decider: Practitioner, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        may = roles_to_give(decider.roles())
        self.fields["roles"].choices = [
            choice for choice in profiles.current().roles.choices if choice[0] in may
        ]
        teams = Team.objects.filter(organisation=organisation, active=True).order_by("name")
        self.teams = {str(team.pk): team for team in teams}
        self.fields["team"].choices = [(key, team.name) for key, team in self.teams.items()]
        if not self.teams:
            del self.fields["team"]

    def approval(self) -> Approval:
        """Give what was decided."""
        values = self.values
        return Approval(**values | {"team": self.teams.get(values.get("team", ""))})


class RefuseAccountForm(Form):
    """Why no account is made."""

    refusal = ChoiceField(
        "Why?", choices=[(code.value, words) for code, words in REFUSAL_WORDS.items()], missing="Choose why"
    )

    def clean_refusal(self) -> Refusal:
        """Give the reason as a reason."""
        return Refusal(self.cleaned_data["refusal"])
