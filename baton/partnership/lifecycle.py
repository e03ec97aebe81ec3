"""What becomes of places, organisations, practitioners and profiles; read by `core.lifecycle`."""

from baton.core.lifecycle import After, Keep, KeptWith, Lifecycle, Model, fields, out
from baton.partnership.models import (
    AccountRequest,
    Collaborative,
    Hub,
    Identity,
    Locality,
    Membership,
    Organisation,
    Practitioner,
    ProfileVersion,
    Provider,
    Team,
)
from baton.partnership.rules.account_request import KEPT_DAYS

NOBODY = out("it says nothing about a family")

PLACE = Lifecycle(
    keep=Keep(after=After.INSTALLATION_ENDED),
    subject_access=NOBODY,
    scrub=fields(keep="code name active"),
)

LIFECYCLE: dict[Model, Lifecycle] = {
    Locality: PLACE,
    Hub: PLACE,
    Collaborative: PLACE,
    Organisation: Lifecycle(
        keep=Keep(after=After.INSTALLATION_ENDED),
        subject_access=NOBODY,
        scrub=fields(keep="code name agency_type phone active"),
    ),
    Team: PLACE,
    AccountRequest: Lifecycle(
        keep=Keep(after=After.ENDED, days=KEPT_DAYS),
        subject_access=NOBODY,
        scrub=fields(
            keep="state refusal asked_at decided_at", blank="job_title phone why", replace="name email"
        ),
    ),
    Provider: Lifecycle(
        keep=KeptWith("organisation"),
        subject_access=NOBODY,
        scrub=fields(keep="issuer client_id domains asks_second_factor active"),
    ),
    Identity: Lifecycle(
        keep=KeptWith("practitioner"),
        subject_access=NOBODY,
        scrub=fields(keep="tied_at", replace="subject"),
    ),
    Practitioner: Lifecycle(
        keep=Keep(after=After.LEFT, years=25),
        subject_access=out(
            "a practitioner asks their own employer; a family's copy names them where they acted"
        ),
        scrub=fields(
            keep="is_active leaves_on left_on declared_at",
            blank="job_title phone password",
            null="last_login",
            replace="email name",
        ),
    ),
    Membership: Lifecycle(
        keep=KeptWith("practitioner"),
        subject_access=NOBODY,
        scrub=fields(keep="roles case_limit languages starts_on ends_on"),
    ),
    ProfileVersion: Lifecycle(
        keep=Keep(after=After.INSTALLATION_ENDED),
        subject_access=NOBODY,
        scrub=fields(keep="name version effective_from loaded_at digest data"),
    ),
}
