"""A timeline in words: one deed, one line, with what was needed, scored, agreed and whom it is about.

Events hold ids and codes; the words are those of the profile under which a case runs, else of the one in force.
"""

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from baton.journal import events
from baton.journal.events import EventKind, Weight
from baton.journal.timeline import Entry
from baton.partnership import profiles
from baton.partnership.models import Organisation, Practitioner
from baton.partnership.rules.profile import Profile
from baton.people.models import Person
from baton.people.telling import Speech, joined
from baton.ui.components import Happening

BY_FAMILY, BY_SYSTEM = "the family", "Baton itself"


def happenings(
    entries: Iterable[Entry], cases: Mapping[UUID, Profile], *, group: str = ""
) -> tuple[Happening, ...]:
    """Put a page of a timeline into words, in three queries however long it is.

    `cases` holds the profile of each case that the reader may open: of what was done in another, they learn that it was
    done and no more. `group` is the filter in force: what it asks for is told even where it goes without saying.
    """
    entries = list(entries)
    teller = _Teller(entries, cases, group)
    return tuple(teller.happening(entry) for entry in entries)


class _Teller:
    """The names and words that a page of entries needs."""

    def __init__(self, entries: list[Entry], cases: Mapping[UUID, Profile], group: str) -> None:
        told = [part for entry in entries for part in (entry, *entry.also)]
        ids = {entry.actor_id for entry in entries} | {entry.organisation_id for entry in entries}
        ids |= set(chain.from_iterable(_ids(part.data) for part in told))
        self.names = _named(Practitioner.objects.get_queryset(), ids) | _named(
            Organisation.objects.all(), ids
        )
        self.people: Mapping[UUID, Person] = Person.objects.in_bulk(
            {part.person_id for part in told if part.person_id}
        )
        self.cases, self.group, self.current = cases, group, profiles.current()

    def happening(self, entry: Entry) -> Happening:
        """Give one deed: the words of its weightiest event, and beneath them what else was part of it."""
        head, *rest = _by_kind([entry, *entry.also])
        told = self._told(head)
        several = len(told) > 1
        lines = told if several else []
        lines += [self._line(parts) for parts in rest if self._is_told(events.described(parts[0].kind))]
        return Happening(
            words=entry.words if several else self._line(head),
            at=entry.at,
            by=self._by(entry),
            also=tuple(lines),
        )

    def _is_told(self, kind: EventKind) -> bool:
        return kind.weight is not Weight.CONSEQUENCE or kind.group == self.group

    def _line(self, parts: list[Entry]) -> str:
        """Say all events of one kind in one line; how many they are, where there is no more to say of them."""
        words, told = parts[0].words, self._told(parts)
        if told:
            return f"{words}: {'; '.join(told)}"
        return f"{words} ({len(parts)})" if len(parts) > 1 else words

    def _told(self, parts: list[Entry]) -> list[str]:
        """Give the particulars of events of one kind, with the people of whom the same is said."""
        of_person: dict[str, dict[str, None]] = {}
        for part in parts:
            of_person.setdefault(self._person(part), {})[self._particulars(part)] = None
        alike: dict[str, list[str]] = {}
        for person, found in of_person.items():
            alike.setdefault(_listed(found), []).append(person)
        told = [_of_people(words, joined(people)) for words, people in alike.items()]
        return [words for words in told if words]

    def _person(self, part: Entry) -> str:
        person = self.people.get(part.person_id) if part.person_id else None
        return person.called if person else ""

    def _particulars(self, part: Entry) -> str:
        tells = events.described(part.kind).tells
        if tells is None or (part.case_id and part.case_id not in self.cases):
            return ""
        profile = self.cases[part.case_id] if part.case_id else self.current
        return tells(part.data, Speech(profile, self.names))

    def _by(self, entry: Entry) -> str:
        if entry.actor_id is None:
            return BY_FAMILY if entry.actor_kind == "family" else BY_SYSTEM
        return joined(self.names.get(str(one), "") for one in (entry.actor_id, entry.organisation_id))


def _by_kind(parts: list[Entry]) -> list[list[Entry]]:
    """Put the events of one kind together, the kinds in the order given."""
    kinds: dict[str, list[Entry]] = {}
    for part in parts:
        kinds.setdefault(part.kind, []).append(part)
    return list(kinds.values())


def _listed(found: Iterable[str]) -> str:
    """Put particulars behind one another, with semicolons where one of them has commas of its own."""
    return ("; " if any("," in one for one in found) else ", ").join(filter(None, found))


def _of_people(words: str, people: str) -> str:
    return f"{words} ({people})" if words and people else words or people


def _ids(data: Mapping[str, Any]) -> Iterable[UUID]:
    for value in data.values():
        try:
            yield UUID(value)
        except (ValueError, TypeError, AttributeError):
            continue


def _named(rows: QuerySet[Any], ids: set[UUID | None]) -> dict[str, str]:
    return {str(pk): name for pk, name in rows.filter(pk__in=ids - {None}).values_list("pk", "name")}
