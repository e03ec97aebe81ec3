"""Addresses of messages."""

from django.urls import path

from baton.notices import views

urlpatterns = [path("messages/", views.index, name="message_index")]
