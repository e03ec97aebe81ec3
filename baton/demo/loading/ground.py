"""What the story stands on: the profile's lists, and postcodes that `places` knows in each locality."""

from collections import Counter, defaultdict
from random import Random

from baton.demo.rules.partners import AgencyType, Ground, Partner
from baton.partnership import places
from baton.partnership.rules.places import Known
from baton.partnership.rules.profile import Profile
from baton.partnership.rules.profile_codes import OnAcceptance

WANTED = 40
TRIES = 4000
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


def ground_of(profile: Profile) -> Ground:
    """Return the ground of a profile."""
    return Ground(
        agency_types={
            kind.code: AgencyType(
                kind.code,
                kind.source_type.value,
                kind.lead_agency_type.value,
                kind.may_lead,
                kind.case_limit or 0,
            )
            for kind in profile.agency_types
        },
        organisations=[
            Partner(one.code, one.label, one.agency_type, one.locality or "", new=False)
            for one in profile.organisations
            if one.offered
        ],
        localities=list(profile.localities.codes),
        postcodes=postcodes(profile),
        child_needs=[need.code for need in profile.needs_about("child")],
        holds=profile.step_up.on_acceptance is OnAcceptance.HOLD,
        specialists=[one.organisation for one in profile.specialists if one.offered],
    )


def postcodes(profile: Profile) -> dict[str, list[str]]:
    """Return known postcodes of each locality, the same each time, drawn among the profile's outcodes.

    Only those that begin with its commonest letter: `places` reads a large file for each letter.
    """
    chance = Random(profile.identity.name)
    letters = Counter(outcode[0] for outcode in profile.postcodes.outcodes)
    letter = letters.most_common(1)[0][0]
    outcodes = [outcode for outcode in profile.postcodes.outcodes if outcode.startswith(letter)]
    found: dict[str, set[str]] = defaultdict(set)
    for _ in range(TRIES):
        tried = f"{chance.choice(outcodes)} {chance.randrange(10)}{chance.choice(LETTERS)}{chance.choice(LETTERS)}"
        place = places.locate(tried)
        if place.known is Known.POSTCODE and place.locality_code:
            found[place.locality_code].add(place.postcode)
        if all(len(found[code]) >= WANTED for code in profile.localities.codes):
            break
    return {code: sorted(found[code]) for code in profile.localities.codes}
