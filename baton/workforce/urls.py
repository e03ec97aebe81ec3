"""Addresses of audits and training."""

from django.urls import path

from baton.workforce import views

urlpatterns = [
    path("workforce/audits/", views.audit_index, name="audit_index"),
    path("workforce/audits/<uuid:audit_id>/correct/", views.audit_correct, name="audit_correct"),
    path("workforce/training/", views.attendance_index, name="attendance_index"),
    path(
        "workforce/training/<uuid:attendance_id>/correct/",
        views.attendance_correct,
        name="attendance_correct",
    ),
]
