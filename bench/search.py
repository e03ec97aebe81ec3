"""How fast and how surely `people.search.find` finds somebody among many, beside the search everybody writes first.

Synthetic people are asked for with the slips that people make; for each kind of slip: the share found among the first
five, the median and the 95th percentile of the time, and the mean of the processor time, which a busy machine does not
lengthen. The baseline is `ILIKE '%word%'` on both names for each word typed, and the date of birth where one is given.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import TYPE_CHECKING, Any

from bench.measure import Clock, Measure

if TYPE_CHECKING:
    from baton.people.models import Person


def listed(words: str) -> list[str]:
    return words.split()


GIVEN = listed(
    "Olivia Amelia Isla Ava Mia Freya Lily Florence Ivy Grace Sophie Evie Willow Rosie Sienna Ella "
    "Isabella Poppy Elsie Emily Chloe Charlotte Erin Niamh Aoife Siobhan Zoe Chloë Renée Aisha Fatima "
    "Maryam Zainab Khadija Amina Zofia Maja Julia Kelly Donna Tracey Leanne Stacey Catherine Kathryn "
    "Elizabeth Rebecca Rachel Shannon Danielle Natasha Abigail Megan Bethany Noah Muhammad George Oliver "
    "Leo Arthur Theo Archie Jack Harry Freddie Jude Finley Jacob Tommy Reuben Mohammed Yusuf Ibrahim "
    "Ahmed Hassan Jakub Filip Antoni Kacper Kyle Jordan Connor Liam Ryan Shaun Sean Darren Wayne Craig "
    "Stephen Michael Christopher Matthew Anthony Nicholas Jonathan Nathaniel Alexander Benjamin Sebastian "
    "Dylan Rhys Callum Ewan José André "
)
FAMILY = listed(
    "Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Robinson Wright Thompson Evans Walker "
    "White Roberts Green Hall Wood Jackson Clarke Khan Hussain Ali Ahmed Begum Shah O'Brien O'Connor "
    "O'Neill McDonald Mackenzie MacDonald Nowak Kowalski Wiśniewski Popescu García Müller Nguyen Okafor "
    "Adeyemi Mensah Smith-Jones Taylor-Green Hughes Edwards "
)
ENDINGS = listed(
    "ton ham field ley by worth wood thorpe ford stone well ridge den more low gate shaw croft bank man"
)
BEGINNINGS = listed(
    "Ash Barn Black Brad Brom Burn Cal Clay Cold Dal Den East Ed El Fair Far Gar Gold Graf Hal Har Hat "
    "Hol Hor Kel Kirk Lang Lay Lin Lock Mal Mar Mid Mor Nor Oak Old Pres Rad Raw Red Rey Roth Sal San "
    "Shef Stan Stock Sut Thorn Wal Wed Wen West Whit Win "
)
NOW = datetime(2026, 9, 14, 10, 0, tzinfo=UTC)
BATCH = 5000
PEOPLE = 100_000
ASKED = 200


def names(chance: random.Random) -> Iterator[tuple[str, str]]:
    """Yield names whose frequencies fall as they do on a register: a few very common, most rare."""
    family = FAMILY + ["".join(pair) for pair in product(BEGINNINGS, ENDINGS)]
    given_weights = [1 / (rank + 5) for rank in range(len(GIVEN))]
    family_weights = [1 / (rank + 20) for rank in range(len(family))]
    while True:
        yield from zip(
            chance.choices(GIVEN, given_weights, k=BATCH),
            chance.choices(family, family_weights, k=BATCH),
            strict=True,
        )


def load(count: int, chance: random.Random) -> None:
    """Register so many people, four to a family."""
    from baton.people.actions import bulk
    from baton.people.actions.records import NewAddress, NewFamily, NewMembership, NewName, NewPerson
    from baton.people.rules.membership import MemberRole

    named = names(chance)
    for _ in range(0, count, BATCH):
        people, members, families = [], [], []
        for number in range(min(BATCH, count)):
            given, family = next(named)
            if number % 4 == 0:
                families.append(NewFamily(name=family))
            former = (
                (NewName(given_names=given, family_name=next(named)[1]),) if chance.random() < 0.1 else ()
            )
            people.append(
                NewPerson(
                    given_names=given,
                    family_name=family,
                    date_of_birth=date(1970, 1, 1) + timedelta(days=chance.randrange(20000)),
                    former_names=former,
                    addresses=(NewAddress(postcode=postcode(chance)),),
                )
            )
            members.append(
                NewMembership(family_id=families[-1].id, person_id=people[-1].id, role=MemberRole.ADULT)
            )
        bulk.create_families(families, by=None, at=NOW)
        bulk.register(people, by=None, at=NOW)
        bulk.add_members(members, by=None, at=NOW)


def postcode(chance: random.Random) -> str:
    return (
        f"DN{chance.randrange(1, 13)} {chance.randrange(1, 10)}{''.join(chance.choices('ABDEFGHJLN', k=2))}"
    )


def slip(word: str, chance: random.Random) -> str:
    """Return the word with one letter left out, doubled, replaced or swapped with its neighbour."""
    place = chance.randrange(1, len(word) - 1)
    before, here, after = word[:place], word[place], word[place + 1 :]
    return chance.choice(
        [
            before + after,
            before + here + here + after,
            before + chance.choice("aeiounrst") + after,
            before + after[0] + here + after[1:],
        ]
    )


ALIKE = {"ph": "f", "ck": "k", "ie": "y", "ey": "y", "ee": "ea", "th": "t", "c": "k", "y": "ie"}


def misheard(word: str) -> str:
    """Return another spelling that sounds the same."""
    for pattern, other in ALIKE.items():
        if pattern in word[1:]:
            return word[0] + word[1:].replace(pattern, other, 1)
    return word + "e"


Ask = Callable[["Person", random.Random], str]


def born(person: Person) -> str:
    return f" {person.date_of_birth:%d/%m/%Y}"


QUESTIONS: dict[str, Ask] = {
    "name and date of birth": lambda person, chance: person.full_name + born(person),
    "names the other way round": lambda person, chance: (
        f"{person.family_name} {person.given_names}" + born(person)
    ),
    "small letters, no accents": lambda person, chance: plain(person.full_name) + born(person),
    "a slip in the family name": lambda person, chance: (
        f"{person.given_names} {slip(person.family_name, chance)}" + born(person)
    ),
    "a slip in each name": lambda person, chance: (
        f"{slip(person.given_names, chance)} {slip(person.family_name, chance)}" + born(person)
    ),
    "misheard": lambda person, chance: (
        f"{misheard(person.given_names)} {misheard(person.family_name)}" + born(person)
    ),
    "day and month swapped": lambda person, chance: person.full_name + f" {person.date_of_birth:%m/%d/%Y}",
    "first name and postcode": lambda person, chance: (
        f"{person.given_names} {person.addresses.all()[0].postcode}"
    ),
    "name alone": lambda person, chance: person.full_name,
    "name alone, a slip": lambda person, chance: f"{person.given_names} {slip(person.family_name, chance)}",
    "name alone, misheard": lambda person, chance: (
        f"{misheard(person.given_names)} {misheard(person.family_name)}"
    ),
}


def plain(text: str) -> str:
    from baton.people.rules.names import fold

    return fold(text)


def naive(query: str, practitioner: Any, limit: int) -> list[Person]:
    """The baseline: each word somewhere in either name, in any case."""
    from django.db.models import Q
    from django.utils import timezone

    from baton.people.models import Person
    from baton.people.rules.query import read

    asked = read(query, today=timezone.localdate())
    found = Person.objects.visible_to(practitioner)
    for word in query.split():
        if not any(sign.isdigit() for sign in word):
            found = found.filter(Q(given_names__icontains=word) | Q(family_name__icontains=word))
    if asked.born:
        found = found.filter(date_of_birth=asked.born)
    return list(found.order_by("family_name", "given_names")[:limit])


def measure(ask: Ask, people: list[Person], practitioner: Any, baseline: bool) -> tuple[float, ...]:
    """Return how many in 100 are found among the first five, then milliseconds: median, 95th percentile, mean worked."""
    from baton.people.search import find

    chance, found, times, clock = random.Random(1), 0, [], Clock()
    for person in people:
        query = ask(person, chance)
        started = time.perf_counter()
        if baseline:
            hits = {hit.pk for hit in naive(query, practitioner, 5)}
        else:
            hits = {match.person.pk for match in find(query, practitioner, 5)}
        times.append((time.perf_counter() - started) * 1000)
        found += person.pk in hits
    _, ours, servers = clock.seconds()
    worked = (ours + servers) * 1000 / len(people)
    return 100 * found / len(people), statistics.median(times), statistics.quantiles(times, n=20)[-1], worked


SAMPLE = """
SELECT min(id::text) FROM people_person
 GROUP BY given_names, family_name HAVING count(*) <= %s
 ORDER BY md5(min(id::text)) LIMIT %s
"""


def sample(count: int, *, alone: bool) -> list[Person]:
    """Return people to ask for; for a search by name alone those whose name at most three people bear."""
    from django.db import connection

    from baton.people.models import Person

    with connection.cursor() as cursor:
        cursor.execute(SAMPLE, [3 if alone else 10**9, count])
        ids = [row[0] for row in cursor.fetchall()]
    return list(Person.objects.filter(pk__in=ids).prefetch_related("addresses").order_by("pk"))


def screener() -> Any:
    """Make a hub screener, who sees every open family."""
    from baton.partnership.models import Membership, Organisation, Practitioner
    from baton.partnership.rules.roles import Role

    asker = Practitioner.objects.create(email="screener@example.org", name="Sam Field")
    Membership.objects.create(
        practitioner=asker,
        organisation=Organisation.objects.order_by("pk")[0],
        roles=[Role.HUB_SCREENER.value],
        starts_on=date(2020, 1, 1),
    )
    return asker


def run() -> Iterator[Measure]:
    """Load, ask, measure."""
    from django.db import connection

    started = time.perf_counter()
    load(PEOPLE, random.Random(2026))
    yield Measure("search", "loading people", PEOPLE / (time.perf_counter() - started), "a second", PEOPLE)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("SELECT pg_total_relation_size('people_personkey') / 1048576.0")
        yield Measure("search", "size of the keys", float(cursor.fetchone()[0]), "MB", PEOPLE)
    asker = screener()
    for name, ask in QUESTIONS.items():
        whom = sample(ASKED, alone="alone" in name)
        found = measure(ask, whom, asker, baseline=False)
        naively = measure(ask, whom[: ASKED // 4], asker, baseline=True)
        for what, unit, value, other in zip(
            ("found", "median", "95th percentile", "mean of processor time"),
            ("of 100", "ms", "ms", "ms"),
            found,
            naively,
            strict=True,
        ):
            yield Measure("search", f"{name}: {what}", value, unit, PEOPLE, other, "ILIKE")
