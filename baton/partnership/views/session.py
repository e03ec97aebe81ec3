"""How long the sign-in still lasts, for the script of the pages."""

from django.http import HttpRequest, JsonResponse

from baton.partnership.guard import own_account
from baton.partnership.session import prolong, session_of


@own_account
def time(request: HttpRequest) -> JsonResponse:
    """Tell the seconds left and whose sign-in it is; a POST prolongs it first."""
    if request.method == "POST":
        prolong(request)
    held = session_of(request)
    if held is None:
        return JsonResponse({"seconds": 0, "who": ""})
    return JsonResponse({"seconds": held.seconds, "who": held.who})
