"""The mails about accounts: short, with a link, and without a name or a need."""

from typing import Any

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from baton.partnership.models import Practitioner, Provider

FOLDER = "partnership/email"


def send(template: str, to: str, **context: Any) -> None:
    """Send the mail of a template to one address. Raises what the mail server raises; the queue tries again."""
    context |= {"site": settings.BATON_SITE_URL.rstrip("/")}
    subject, body = (
        render_to_string(f"{FOLDER}/{template}_{part}.txt", context) for part in ("subject", "message")
    )
    EmailMessage(subject=" ".join(subject.split()), body=body, to=[to]).send()


def begin(practitioner: Practitioner, template: str = "account_invited") -> None:
    """Send the link with which somebody chooses a password, good for three days and once; or to their own sign-in."""
    organisations = [membership.organisation_id for membership in practitioner.memberships_now()]
    at_work = Provider.objects.answering_for(practitioner.email).filter(organisation__in=organisations)
    key = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(practitioner)
    address = {"uidb36": user_pk_to_url_str(practitioner), "key": key}
    send(
        template,
        practitioner.email,
        link=reverse("account_reset_password_from_key", kwargs=address),
        at_work=at_work.exists(),
    )
