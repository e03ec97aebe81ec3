"""Addresses of oversight."""

from django.urls import path

from baton.oversight.views import look, reading

urlpatterns = [
    path("families/<uuid:family_id>/looks/", look.index, name="family_looks"),
    path("families/<uuid:family_id>/looks/download/", look.download, name="family_looks_download"),
    path("unusual-reading/", reading.index, name="unusual_reading_list"),
    path("unusual-reading/<uuid:alert_id>/", reading.page, name="unusual_reading"),
]
