"""Addresses and ways of contact, as far as the reader may see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from baton.partnership.models import Practitioner
from baton.people import access
from baton.people.models import Address, ContactWay, Person
from baton.people.rules.disclosure import Disclosure
from baton.people.rules.persons import CONTACT_LABELS, ContactKind

SAFE_WORDS = {
    "safe_to_ring": ("Safe to ring", "Do not ring"),
    "safe_to_text": ("Safe to text", "Do not text"),
    "safe_to_write": ("Safe to write", "Do not write"),
    "safe_to_leave_message": ("Safe to leave a message", "Do not leave a message"),
}
SAYS_NOTHING = "Nobody has asked yet when it is safe to use"


@dataclass(frozen=True)
class AddressLine:
    """One address: its lines, since when and until when, and where it is changed."""

    lines: tuple[str, ...]
    dates: str
    confidential: bool
    past: bool
    change_url: str


@dataclass(frozen=True)
class ContactLine:
    """One way of contact: what is safe, what is not, and a note."""

    label: str
    value: str
    safe: tuple[str, ...]
    unsafe: tuple[str, ...]
    note: str
    confidential: bool
    past: bool
    change_url: str

    @property
    def words(self) -> str:
        """Say when it is safe, what is not safe first."""
        return ". ".join((*self.unsafe, *self.safe)) or SAYS_NOTHING


@dataclass(frozen=True)
class ContactCard:
    """What the reader may see of where somebody is and how to reach them; `withheld` says that more is kept from them.

    `hidden` is true where nothing may be shown that tells where to find them, so neither their school.
    """

    addresses: tuple[AddressLine, ...] = ()
    ways: tuple[ContactLine, ...] = ()
    withheld: bool = False
    hidden: bool = False


def contact_cards(practitioner: Practitioner, people: Iterable[Person]) -> dict[UUID, ContactCard]:
    """Return each person's card for this reader. Three queries, however many people.

    This is the only way for a page to show an address or a telephone number (architecture rule 6).
    """
    persons = list(people)
    today = timezone.localdate()
    disclosed = access.disclosures(practitioner, persons)
    addresses: dict[UUID, list[Address]] = {person.pk: [] for person in persons}
    for row in Address.objects.filter(person__in=persons).order_by("-to_on", "-from_on", "pk"):
        addresses[row.person_id].append(row)
    ways: dict[UUID, list[ContactWay]] = {person.pk: [] for person in persons}
    for way in ContactWay.objects.filter(person__in=persons).order_by("-to_on", "kind", "value"):
        ways[way.person_id].append(way)
    return {
        person.pk: _card(disclosed[person.pk], addresses[person.pk], ways[person.pk], today)
        for person in persons
    }


def _card(
    disclosure: Disclosure, addresses: list[Address], ways: list[ContactWay], today: date
) -> ContactCard:
    if not disclosure.ordinary:
        return ContactCard(withheld=True, hidden=True)
    shown = [row for row in addresses if disclosure.shows(confidential=row.confidential)]
    reachable = [row for row in ways if disclosure.shows(confidential=row.confidential)]
    return ContactCard(
        addresses=tuple(_address(row, today) for row in sorted(shown, key=lambda row: _is_past(row, today))),
        ways=tuple(_way(row, today) for row in sorted(reachable, key=lambda row: _is_past(row, today))),
        withheld=len(shown) + len(reachable) < len(addresses) + len(ways),
    )


def _address(row: Address, today: date) -> AddressLine:
    return AddressLine(
        lines=tuple(row.written),
        dates=dates_words(row.from_on, row.to_on),
        confidential=row.confidential,
        past=_is_past(row, today),
        change_url=reverse("address_edit", args=[row.pk]),
    )


def _way(row: ContactWay, today: date) -> ContactLine:
    answers = {name: getattr(row, name) for name in SAFE_WORDS}
    return ContactLine(
        label=CONTACT_LABELS[ContactKind(row.kind)],
        value=row.value,
        safe=tuple(SAFE_WORDS[name][0] for name, answer in answers.items() if answer),
        unsafe=tuple(SAFE_WORDS[name][1] for name, answer in answers.items() if answer is False),
        note=row.note,
        confidential=row.confidential,
        past=_is_past(row, today),
        change_url=reverse("contact_way_edit", args=[row.pk]),
    )


def _is_past(row: Address | ContactWay, today: date) -> bool:
    return row.to_on is not None and row.to_on <= today


def dates_words(from_on: date | None, to_on: date | None) -> str:
    """Say from when to when: `since 3 May 2020`, `until 1 June 2021`, `3 May 2020 to 1 June 2021`."""
    begun, ended = (f"{day.day} {day:%B %Y}" if day else "" for day in (from_on, to_on))
    if begun and ended:
        return f"{begun} to {ended}"
    return f"since {begun}" if begun else f"until {ended}" if ended else ""
