"""Every address of the installation, app by app. One noun, one place."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from baton.partnership.guard import public
from baton.ui import theme
from baton.ui.gallery.views import gallery

urlpatterns: list[URLPattern | URLResolver] = [
    path("theme.css", public(theme.serve), name="theme"),
    path("ui-gallery/", public(gallery), name="ui_gallery"),
    *(path("", include(f"{app}.urls")) for app in settings.FIRST_PARTY_APPS if find_spec(f"{app}.urls")),
]

handler400 = "baton.ui.errors.bad_request"
handler403 = "baton.ui.errors.forbidden"
handler404 = "baton.ui.errors.not_found"
handler500 = "baton.ui.errors.server_error"
