"""The page on which one signs in: with e-mail address and password, or by another way that stands beside it."""

from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.account.views import LoginView

from baton.partnership.guard import public
from baton.partnership.models import Provider


class SignIn(LoginView):
    """The library's page, which knows where one wanted to go, whichever way one takes."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add where to go afterwards, where that is a page of ours, and whether an organisation has its own sign-in."""
        wanted = get_next_redirect_url(self.request) or ""
        context: dict[str, Any] = super().get_context_data(
            **kwargs, wanted=wanted, providers=Provider.objects.in_use().exists()
        )
        return context


sign_in = public(SignIn.as_view())
