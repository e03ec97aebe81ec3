"""Each try to sign in leaves a line in the log: whose account where one is known, by what, and whether it held.

Source: ASVS 5.0 16.3.1. A line holds ids and codes: no address that was typed, for some type a password there.
"""

import logging

from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest

from baton.partnership.models import Practitioner

log = logging.getLogger(__name__)

PASSWORD, CODE, PASSKEY, ORGANISATION = "password", "code", "passkey", "organisation"


def held(request: HttpRequest, who: Practitioner) -> None:
    """Note that somebody has signed in, by all that they gave: a password and the kind of a second factor, say."""
    ways = [str(one.get("type") or one["method"]) for one in get_authentication_records(request, who)]
    log.info("signed in", extra={"practitioner_id": str(who.pk), "way": "+".join(ways)})


def refused(way: str, who: Practitioner | None = None) -> None:
    """Note that a try was refused: of an account, or of nobody that is known."""
    known = {"practitioner_id": str(who.pk)} if who else {}
    log.warning("a try to sign in was refused", extra=known | {"way": way})


def refused_at(email: str) -> None:
    """Note that a password was refused at an address: whose account it is, and never the address."""
    refused(PASSWORD, Practitioner.objects.get_queryset().filter(email=email).first())
