"""Addresses of casework; each half of the road has its own file."""

from baton.casework import urls_case, urls_plan

urlpatterns = [*urls_case.urlpatterns, *urls_plan.urlpatterns]
