"""Addresses of the names that wait to be matched."""

from django.urls import path

from baton.integrations import views

urlpatterns = [
    path("settings/imported-names/", views.name_index, name="imported_name_index"),
    path("settings/imported-names/match/", views.name_match, name="imported_name_match"),
]
