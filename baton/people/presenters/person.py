"""The page about a person."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from baton.partnership import profiles
from baton.partnership.models import Practitioner
from baton.people import access
from baton.people.models import Person, Relationship
from baton.people.presenters.contact import ContactCard, contact_cards, dates_words
from baton.people.presenters.links import family_url, person_url
from baton.people.presenters.tree import RESPONSIBLE
from baton.people.rules.identifiers import masked
from baton.people.rules.membership import MEMBER_LABELS, MemberRole, RelationshipKind, words_for
from baton.people.rules.persons import FORMER_NAME_LABELS, FormerNameKind
from baton.ui.components import Row
from baton.ui.moments import day


@dataclass(frozen=True)
class FamilyLine:
    """A family to which somebody belongs or belonged."""

    words: str
    url: str
    dates: str
    past: bool


@dataclass(frozen=True)
class RelativeLine:
    """What somebody is to another person."""

    words: str
    name: str
    url: str
    dates: str
    past: bool


@dataclass(frozen=True)
class PersonPage:
    """All that the page about a person shows to this reader."""

    person: Person
    who: tuple[Row, ...]
    numbers: tuple[Row, ...]
    families: tuple[FamilyLine, ...]
    relatives: tuple[RelativeLine, ...]
    contact: ContactCard
    not_to_be_told: str


def present_person(person: Person, practitioner: Practitioner, *, may_edit: bool) -> PersonPage:
    """Return the page about a person; relatives and families outside the reader's scope are left out. Nine queries."""
    today = timezone.localdate()
    contact = contact_cards(practitioner, [person])[person.pk]
    return PersonPage(
        person=person,
        who=tuple(_who(person, today, may_edit, school=not contact.hidden)),
        numbers=tuple(_numbers(person, may_edit)),
        families=tuple(_families(person, practitioner, today)),
        relatives=tuple(_relatives(person, practitioner, today)),
        contact=contact,
        not_to_be_told=person.not_to_be_told_reason,
    )


def _who(person: Person, today: date, may_edit: bool, *, school: bool) -> list[Row]:
    profile = profiles.current()
    change = reverse("person_edit", args=[person.pk]) if may_edit else ""
    rename = reverse("person_rename", args=[person.pk]) if may_edit else ""
    former = [
        _former(row.kind, str(row), row.from_on, row.to_on) for row in person.former_names.order_by("pk")
    ]
    rows = [
        Row("Name", person.full_name, rename, "name"),
        Row("Also called", person.known_as, change, "what they are called"),
        Row(
            "Other names",
            former,
            reverse("person_other_name", args=[person.pk]) if may_edit else "",
            "other names",
            "Add",
        ),
        _born(person, today, change),
    ]
    if not person.unborn:
        rows.append(Row("Sex", profile.sexes.label(person.sex), change, "sex"))
    rows += [
        Row(
            "Ethnicity",
            profile.ethnicities.label(person.ethnicity) if person.ethnicity else "",
            change,
            "ethnicity",
        ),
        Row("First language", _language(person.first_language), change, "first language"),
        Row("Interpreter", _language(person.interpreter_language), change, "interpreter"),
    ]
    if school:
        attends = person.school.name if person.school else person.school_name
        rows.append(Row("School or setting", attends, change, "school or setting"))
    if person.died_on:
        rows.append(Row("Died", day(person.died_on), change, "date of death"))
    return rows


def _born(person: Person, today: date, change: str) -> Row:
    if person.unborn:
        born = reverse("person_born", args=[person.pk]) if change else ""
        return Row("Expected", day(person.expected_on), born, "that the baby was born", "Record the birth")
    words = f"{day(person.date_of_birth)} ({person.age_words(today)})" if person.date_of_birth else ""
    return Row("Date of birth", words, change, "date of birth")


def _former(kind: str, name: str, from_on: date | None, to_on: date | None) -> str:
    dates = dates_words(from_on, to_on)
    return f"{FORMER_NAME_LABELS[FormerNameKind(kind)]}: {name}" + (f" ({dates})" if dates else "")


def _language(code: str) -> str:
    return profiles.current().languages.label(code) if code else ""


def _numbers(person: Person, may_edit: bool) -> list[Row]:
    change = reverse("person_edit", args=[person.pk]) if may_edit else ""
    return [
        Row("UPN", _number(person.upn, person.upn_checked), change, "UPN"),
        Row("NHS number", _number(person.nhs_number, person.nhs_number_checked), change, "NHS number"),
    ]


def _number(value: str, checked: bool) -> str:
    return masked(value) + ("" if checked or not value else " (wrong check character, never used to match)")


def _families(person: Person, practitioner: Practitioner, today: date) -> list[FamilyLine]:
    rows = access.families_of(practitioner, person).order_by("from_on", "pk")
    lines = [
        FamilyLine(
            words=f"{MEMBER_LABELS[MemberRole(row.role)]} in {row.family.name} ({row.family.reference})",
            url=family_url(row.family_id),
            dates=dates_words(row.from_on, row.to_on),
            past=row.to_on is not None and row.to_on <= today,
        )
        for row in rows
    ]
    return sorted(lines, key=lambda line: line.past)


def _relatives(person: Person, practitioner: Practitioner, today: date) -> list[RelativeLine]:
    visible = Person.objects.visible_to(practitioner).values("pk")
    ties = Relationship.objects.filter(
        Q(person=person, other__in=visible) | Q(other=person, person__in=visible)
    )
    lines = []
    for row in ties.select_related("person", "other").order_by("from_on", "pk"):
        forward = row.person_id == person.pk
        other = row.other if forward else row.person
        lines.append(
            RelativeLine(
                words=f"{words_for(RelationshipKind(row.kind), forward=forward).capitalize()} of",
                name=other.full_name + (RESPONSIBLE[row.parental_responsibility] if forward else ""),
                url=person_url(other.pk),
                dates=dates_words(row.from_on, row.to_on),
                past=row.to_on is not None and row.to_on <= today,
            )
        )
    return sorted(lines, key=lambda line: line.past)
