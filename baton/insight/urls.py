"""Addresses of the figures."""

from django.urls import path

from baton.insight.views import report

urlpatterns = [
    path("figures/", report.report, name="highlight_report"),
    path("figures/rows/<str:code>/", report.rows, name="figure_rows"),
]
