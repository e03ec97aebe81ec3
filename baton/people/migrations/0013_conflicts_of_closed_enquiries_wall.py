"""Whoever an enquiry is closed to reads of no conflict about it, a colleague's neither: twin of `ConflictQuerySet.visible_to`."""

from importlib import import_module

from django.db import migrations

from baton.core.walling import walled_anew

BEFORE = import_module("baton.people.migrations.0012_conflicts_wall").CONFLICTS

CONFLICTS = f"""
    (row.enquiry_id IS NULL OR row.enquiry_id NOT IN (SELECT public.wall_closed_enquiries()))
    AND ({BEFORE})
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0012_conflicts_wall")]

    operations = [
        walled_anew("people_conflict", CONFLICTS, BEFORE),
    ]
