"""Addresses of messages."""

from django.urls import path

from baton.notices.views import message, preference

urlpatterns = [
    path("messages/", message.index, name="message_index"),
    path("account/notices/", preference.edit, name="notice_preferences"),
]
