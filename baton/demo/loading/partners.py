"""Organisations and the people who sign in."""

from django.contrib.auth.hashers import make_password

from baton.demo.loading.world import World, is_manager, long_ago
from baton.demo.rules.partners import UNDECLARED, Worker
from baton.partnership.actions import practitioner as practitioners
from baton.partnership.actions.organisation import NewOrganisation
from baton.partnership.actions.organisation import add_many as add_organisations
from baton.partnership.actions.practitioner import NewMembership, NewPractitioner
from baton.partnership.models import Locality, Organisation

PASSWORD = "early-help-for-everyone"
"""Of everybody in the demonstration, printed at each start: there are no real people behind it."""

YEARS_AGO = 1000


def load(world: World) -> None:
    """Write the organisations that the profile does not name, and everybody who signs in."""
    at = long_ago(world.story.today, YEARS_AGO)
    world.localities = {row.code: row for row in Locality.objects.all()}
    new = [
        NewOrganisation(
            code=one.code,
            name=one.name,
            agency_type=one.agency_type,
            locality=world.localities.get(one.locality),
        )
        for one in world.story.partners
        if one.new
    ]
    add_organisations(organisations=new, by=None, at=at)
    world.organisations = {row.code: row for row in Organisation.objects.all()}
    password = make_password(PASSWORD)
    workers = world.story.workers
    rows = practitioners.add_many(
        practitioners=[_practitioner(world, worker, password) for worker in workers], by=None, at=at
    )
    world.practitioners = {row.email: row for row in rows}
    world.managers = {
        worker.organisation: world.practitioners[worker.email]
        for worker in reversed(workers)
        if is_manager(worker.roles)
    }


def _practitioner(world: World, worker: Worker, password: str) -> NewPractitioner:
    home = NewMembership(
        organisation=world.organisations[worker.organisation],
        roles=worker.roles,
        starts_on=long_ago(world.story.today, YEARS_AGO).date(),
        localities=[world.localities[code] for code in worker.localities],
    )
    return NewPractitioner(
        email=worker.email,
        name=worker.name,
        job_title=worker.job,
        memberships=[home],
        password=password,
        declared_at=None if worker.email == UNDECLARED else long_ago(world.story.today, 0),
    )
