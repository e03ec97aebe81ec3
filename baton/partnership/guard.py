"""Deny by default: every view says who may open it, with exactly one of four marks.

`@public` is for anybody, `@signed_in` for every practitioner with a current membership, `@allowed(can)` for those
for whom `can(practitioner)` holds, `@own_account` for one's own password and second factor. The middleware refuses
a view without a mark, so that a forgotten one is closed, not open. Whoever has yet to say whom they may not see is led
there first, from every page but those marked `@before_declaring`. Around each view for practitioners the guard puts
`keeping.kept`: a form is answered once, and nothing typed is lost. Whether *this* family or case may be seen is asked
by the view, through `visible_to` and the app's permissions.
"""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.http import HttpRequest
from django.urls import NoReverseMatch, resolve, reverse

if TYPE_CHECKING:
    from baton.partnership.models import Practitioner


class PractitionerRequest(HttpRequest):
    """A request that the guard let through to a page for practitioners: somebody is signed in."""

    user: "Practitioner"


View = TypeVar("View", bound=Callable[..., Any])
Can = Callable[["Practitioner"], bool]
MARK = "baton_guard"
UNDECLARED = "baton_before_declaring"


def anybody(practitioner: "Practitioner") -> bool:
    """May open it: every practitioner with a current membership."""
    return bool(practitioner.memberships_now())


def public(view: View) -> View:
    """Open `view` to the whole world. The list of such views is tested."""
    setattr(view, MARK, "public")
    return view


def signed_in(view: View) -> View:
    """Open `view` to every practitioner with a current membership."""
    return allowed(anybody)(view)


def own_account(view: View) -> View:
    """Open `view` to every practitioner with a current membership, also before they have a second factor."""
    setattr(view, MARK, "own_account")
    return view


def allowed(can: Can) -> Callable[[View], View]:
    """Open `view` to practitioners with a current membership for whom `can` holds."""

    def mark(view: View) -> View:
        from baton.partnership.keeping import kept  # knows the models, which know the guard

        around = cast(View, kept(view))
        setattr(around, MARK, can)
        return around

    return mark


def before_declaring(view: View) -> View:
    """Open `view` to those whom its other mark lets in, also before they have said whom they may not see.

    For saying it, for what a child at risk needs now, and for what one has typed oneself. The list is tested.
    """
    setattr(view, UNDECLARED, True)
    return view


def opens_before_declaring(view: Callable[..., Any]) -> bool:
    """Tell whether `view` carries `before_declaring`."""
    return getattr(view, UNDECLARED, False)


def guard_of(view: Callable[..., Any]) -> str | Can | None:
    """Give the mark of `view`: "public", "own_account", a function of the practitioner, or None where it has none."""
    return getattr(view, MARK, None)


def may_open(practitioner: "Practitioner", url_name: str) -> bool:
    """Tell whether the guard lets this practitioner open the page of this name; false where there is no such page.

    Menus ask here, so that no entry leads to a refusal.
    """
    mark = _mark_at(url_name)
    if isinstance(mark, str):
        return True
    return mark is not None and mark(practitioner)


@cache
def _mark_at(url_name: str) -> str | Can | None:
    """Give the mark of the view at an address that takes no ids. Every page asks for a dozen: looked up once."""
    try:
        return guard_of(resolve(reverse(url_name)).func)
    except NoReverseMatch:
        return None
