"""The gallery's page, in four states: `?state=empty`, `filled`, `wrong`, `long`."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from baton.ui import searches
from baton.ui.forms import Repeated
from baton.ui.gallery import samples
from baton.ui.gallery.forms import FILLED, WRONG, ChildForm, GalleryFilter, GalleryForm
from baton.ui.lists import Listing

LONG = {"name": "Wolfeschlegelsteinhausenbergerdorff" * 3, "other_colour": "blue " * 400, "notes": "x" * 500}


@searches.by_post(GalleryFilter)
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every field and component; 404 where real people may be recorded."""
    if not getattr(settings, "UI_GALLERY", False):
        raise Http404
    now = timezone.now()
    context = {
        **_forms(request.GET.get("state", "empty")),
        "listing": Listing(
            request,
            samples.ROWS,
            columns=samples.COLUMNS,
            caption="Sample families",
            noun="family",
            nouns="families",
            sort="family",
            download_url="/ui-gallery/",
            filters=GalleryFilter(searches.asked(request, GalleryFilter)),
        ),
        "identity": samples.identity(now.date()),
        "dues": [now + timedelta(hours=hours) for hours in (-80, -3, 2, 26, 100, 2000)],
        "samples": samples,
        "layout": request.GET.get("layout", "form"),
    }
    return render(request, "ui/gallery/gallery.jinja", context)


def _forms(state: str) -> dict[str, object]:
    if state == "wrong":
        children = {"child-count": "2", "child-0-given_names": "Alex"}
        return {
            "form": GalleryForm(WRONG),
            "children": Repeated(ChildForm, "child", noun="child", data=children),
        }
    known = {"filled": FILLED, "long": {**FILLED, **LONG}}.get(state)
    return {"form": GalleryForm(draft=known), "children": Repeated(ChildForm, "child", noun="child")}
