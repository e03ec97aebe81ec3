"""An organisation's own sign-in: named by the system administrator, chosen by whoever signs in."""

from django.conf import settings
from django.core.exceptions import ValidationError

from baton.partnership.models import Provider
from baton.partnership.rules.provider import domains_in, is_domain, may_be_asked
from baton.ui.fields import EmailField, TextField, YesNoField
from baton.ui.forms import Form


class ProviderForm(Form):
    """Where an organisation's people sign in."""

    issuer = TextField(
        "Address of their provider (issuer)",
        hint="It begins with https:// and is written just as the provider writes it",
        limit=300,
        spellcheck=False,
    )
    client_id = TextField("Our name there (client ID)", limit=200, width=20, spellcheck=False)
    domains = TextField(
        "Which e-mail addresses is it for?",
        hint="What stands after the @, for example school.example.org. Put commas between several",
        limit=600,
        spellcheck=False,
    )
    asks_second_factor = YesNoField(
        "Does it ask everybody for a second factor, at every sign-in?",
        hint="Say yes only where you know it: then none is asked here",
    )
    active = YesNoField("Is it in use?", hint="No: their people sign in with a password or passkey of ours")

    def clean_issuer(self) -> str:
        """Give the address, which must be asked with TLS."""
        issuer: str = self.cleaned_data["issuer"]
        if not may_be_asked(issuer, in_the_clear=not settings.PRODUCTION):
            raise ValidationError("Enter an address that begins with https://")
        return issuer

    def clean_domains(self) -> list[str]:
        """Give the domains."""
        domains = domains_in(self.cleaned_data["domains"])
        for domain in domains:
            if not is_domain(domain):
                raise ValidationError(f"“{domain}” is no domain: enter only what stands after the @")
        return domains


class ChooseProviderForm(Form):
    """Whose people one is of, by one's address."""

    email = EmailField("Work e-mail address", autocomplete="username")

    provider: Provider | None = None

    def clean_email(self) -> str:
        """Find the organisation that answers for the address."""
        email: str = self.cleaned_data["email"]
        self.provider = Provider.objects.answering_for(email).select_related("organisation").first()
        if self.provider is None:
            raise ValidationError(
                "No organisation signs in with such an address here. Choose yours below, or sign in with a password"
            )
        return email
