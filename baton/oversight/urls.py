"""Addresses of oversight."""

from django.urls import path

from baton.oversight.views import look

urlpatterns = [
    path("families/<uuid:family_id>/looks/", look.index, name="family_looks"),
    path("families/<uuid:family_id>/looks/download/", look.download, name="family_looks_download"),
]
