"""A site that answers every form as ever and then forgets it, so that a sweep over all forms changes nothing."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase

PATH = f"{__name__}.Forgetting"


class Forgetting:
    """Middleware, to be the first: what a POST has written is rolled back once its answer stands."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        if request.method != "POST":
            return self.get_response(request)
        with transaction.atomic():
            answer = self.get_response(request)
            transaction.set_rollback(True)
        return answer
