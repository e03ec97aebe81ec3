"""For tests of pages: what the access log says that an answer showed, or refused."""

from uuid import UUID

from django.http import HttpResponseBase

from baton.journal.models import AccessEntry


def families_shown(response: HttpResponseBase) -> set[UUID]:
    """Return the families that the log says this answer showed; a page about a family must be among them."""
    shown = AccessEntry.objects.of_request(response.headers["X-Request-ID"]).allowed()
    return {family for family in shown.values_list("family_id", flat=True) if family}


def families_refused(response: HttpResponseBase) -> set[UUID]:
    """Return the families that the log says this answer refused."""
    entries = AccessEntry.objects.of_request(response.headers["X-Request-ID"])
    refused = entries.filter(outcome=AccessEntry.Outcome.REFUSED)
    return {family for family in refused.values_list("family_id", flat=True) if family}
