"""Addresses of the desk."""

from django.urls import path

from baton.desk.views import family, front, holdings, my_work

urlpatterns = [
    path("", front.front, name="front"),
    path("about/", front.about, name="about"),
    path("families/<uuid:family_id>/", family.page, name="family_page"),
    path("practitioners/<uuid:practitioner_id>/holds/", holdings.page, name="holdings"),
    path("my-work/", my_work.my_work, name="my_work"),
]
