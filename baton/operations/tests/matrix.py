"""The addresses of health: open to the world, about nobody."""

from baton.partnership.matrix import Page

MATRIX = [Page("health_live", public=True), Page("health_ready", public=True)]
