"""Who joins, what they do, where, and that they leave."""

from baton.partnership import profiles
from baton.partnership.models import Locality, Organisation
from baton.partnership.rules.roles import Role
from baton.ui.fields import (
    ConfirmField,
    EmailField,
    IntegerField,
    MultipleChoiceField,
    PhoneField,
    SelectField,
    TextField,
)
from baton.ui.forms import FilterForm, Form


class MembershipForm(Form):
    """What somebody does in one organisation."""

    roles = MultipleChoiceField(
        "What do they do here?",
        choices=lambda: profiles.current().roles.choices,
        missing="Choose at least one role",
    )
    localities = MultipleChoiceField(
        profiles.said(lambda words: f"Which {words.locality.many} are theirs?"),
        choices=lambda: locality_choices(),
        required=False,
    )
    case_limit = IntegerField(
        "How many open cases may they lead at most?", required=False, width=3, low=0, high=500
    )
    languages = MultipleChoiceField(
        "Which languages do they speak with families, besides English?",
        choices=lambda: profiles.current().languages.choices,
        required=False,
        small=True,
    )

    def clean_roles(self) -> frozenset[Role]:
        """Give the roles as roles."""
        return frozenset(Role(code) for code in self.cleaned_data["roles"])

    def clean_localities(self) -> list[Locality]:
        """Give the localities as rows."""
        return list(Locality.objects.filter(pk__in=self.cleaned_data["localities"] or []))


class JoinForm(MembershipForm):
    """A further organisation for somebody who signs in already."""

    organisation = SelectField(
        "In which organisation?", choices=lambda: organisation_choices(), missing="Choose the organisation"
    )

    field_order = ["organisation", "roles", "localities", "case_limit", "languages"]

    def clean_organisation(self) -> Organisation:
        """Give the organisation as a row."""
        return Organisation.objects.get(pk=self.cleaned_data["organisation"])


class NewPractitionerForm(JoinForm):
    """Somebody new, with their first organisation."""

    name = TextField("Full name", limit=120, autocomplete="off")
    email = EmailField("Work e-mail address", hint="They sign in with it")
    job_title = TextField("Job title", required=False, limit=120)
    phone = PhoneField("Work telephone number", required=False)

    field_order = ["name", "email", "job_title", "phone", *JoinForm.field_order]


class LeaveForm(Form):
    """That somebody leaves."""

    sure = ConfirmField("Yes, end all their access now")


class PractitionerFilterForm(FilterForm):
    """Narrows the list of practitioners."""

    words = TextField("Name or e-mail address")
    organisation = SelectField("Organisation", choices=lambda: organisation_choices())
    role = SelectField("Role", choices=lambda: profiles.current().roles.choices)


def organisation_choices() -> list[tuple[str, str]]:
    """Give the organisations in use, by name."""
    return [(str(each.pk), each.name) for each in Organisation.objects.in_use().order_by("name")]


def locality_choices() -> list[tuple[str, str]]:
    """Give the localities in use, by name."""
    return [(str(each.pk), each.name) for each in Locality.objects.filter(active=True).order_by("name")]
