"""Addresses of messages."""

from django.urls import path

from baton.notices.views import bounce, message, preference, receipt

urlpatterns = [
    path("messages/", message.index, name="message_index"),
    path("messages/<uuid:message_id>/again/", message.again, name="message_again"),
    path("messages/receipts/", receipt.take, name="message_receipt"),
    path("messages/addresses/", bounce.index, name="bounce_index"),
    path("messages/addresses/<uuid:bounce_id>/", bounce.confirm, name="bounce_confirm"),
    path("account/notices/", preference.edit, name="notice_preferences"),
]
