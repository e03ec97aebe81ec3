"""What a load balancer, a supervisor or a monitor asks. Nothing about anybody, and nothing about the machine."""

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from baton.partnership.guard import public

NOTHING = "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"


@public
@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """Say that this process answers, whatever the database does."""
    return _plain("live")


@public
@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Say whether pages can be served: 200, or 503 where the database does not answer."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM core_installation LIMIT 1")
    except Error:
        return _plain("not ready", status=503)
    return _plain("ready")


def _plain(said: str, status: int = 200) -> HttpResponse:
    """Return a line that no browser takes for more: no middleware stands around these addresses."""
    answer = HttpResponse(f"{said}\n", content_type="text/plain; charset=utf-8", status=status)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = NOTHING
    return answer
