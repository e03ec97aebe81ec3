"""Addresses for families and for people without an account."""

from django.urls import path

from baton.portal.views import ask, information, link

urlpatterns = [
    path("ask/", ask.start, name="ask"),
    path("ask/danger/", ask.danger, name="ask_danger"),
    path("ask/tell-us/", ask.ask, name="ask_form"),
    path("ask/kept/<str:token>/", ask.kept, name="ask_kept"),
    path("ask/kept/<str:token>/save/", ask.keep, name="ask_keep"),
    path("ask/erased/", ask.erased, name="ask_erased"),
    path("ask/sent/<str:token>/", ask.sent, name="ask_sent"),
    path("asked/<uuid:information_request_id>/", information.answer, name="information_request_answer"),
    path("link/<str:token>/", link.link, name="link_open"),
]
