"""Addresses for load balancers, supervisors and monitors."""

from django.urls import path

from baton.operations import views

urlpatterns = [
    path("health/live/", views.live, name="health_live"),
    path("health/ready/", views.ready, name="health_ready"),
]
