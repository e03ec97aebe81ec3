"""Addresses for families and for people without an account."""

from django.urls import path

from baton.portal import account, views

urlpatterns = [
    path("ask/", views.start, name="ask"),
    path("ask/danger/", views.danger, name="ask_danger"),
    path("ask/tell-us/", views.ask, name="ask_form"),
    path("ask/sent/<str:token>/", views.sent, name="ask_sent"),
    path("asked/<uuid:information_request_id>/", account.answer, name="information_request_answer"),
    path("link/<str:token>/", views.link, name="link_open"),
]
