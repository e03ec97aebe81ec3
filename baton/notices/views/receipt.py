"""Where GOV.UK Notify reports what became of a message."""

import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from baton.core import limits
from baton.notices.actions import delivery
from baton.notices.models import Message
from baton.notices.rules.notify import NotUnderstood, receipt_of
from baton.partnership.guard import public

MOST = 6_000
"""Reports within `WINDOW` from one connection (ours): more than a partnership sends in a day."""

WINDOW = 3600
"""Seconds from the first of them."""

LARGEST = 20_000
"""Bytes of a report: Notify's have some five hundred."""


@public
@csrf_exempt
@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Note what a report says. Whoever has not the token is told nothing, nor is a message of which nothing is known."""
    if limits.is_over(request, "receipt", most=MOST, window=WINDOW):
        return HttpResponse(status=429)
    if not _has_token(request):
        return HttpResponse(status=403)
    try:
        if int(request.headers.get("Content-Length") or 0) > LARGEST:
            raise NotUnderstood
        receipt = receipt_of(json.loads(request.body))
    except ValueError:  # NotUnderstood, and what is no JSON, are ValueErrors
        return HttpResponse(status=400)
    try:
        delivery.note_receipt(receipt=receipt, at=timezone.now())
    except Message.DoesNotExist:
        return HttpResponse(status=404)
    return HttpResponse(status=204)


def _has_token(request: HttpRequest) -> bool:
    expected = settings.BATON_NOTIFY_CALLBACK_TOKEN
    given = request.headers.get("Authorization", "")
    return bool(expected) and constant_time_compare(given, f"Bearer {expected}")
