"""What becomes of each row: when two people are linked, when its time is over, when somebody asks for their record.

Each app declares its models in `lifecycle.py`, as data:

    LIFECYCLE = {
        Address: Lifecycle(
            link={"person": REPOINT},
            keep=KeptWith("person"),
            subject_access=IN,
            scrub=fields(keep="from_on to_on", blank="lines postcode"),
        ),
    }

`faults()` names every model, relation and field that nobody has decided; a test holds it empty.
"""

import importlib
import importlib.util
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.apps import apps
from django.conf import settings
from django.db import models

from baton.core.models import Draft, Installation, Submission

OURS = "ours"
"""The source of a retention period that no document gives."""

LINKED = frozenset({"people.person", "people.family"})
"""The models whose rows may turn out to be one and the same."""

LINKED_IDS = frozenset({"person_id", "family_id"})
"""Columns that hold such a row's id without a foreign key."""


class LinkKind(StrEnum):
    """What linking two rows does to those that refer to them."""

    REPOINT = "repoint"
    KEEP_BOTH = "keep_both"
    ASK = "ask"
    REFUSE_IF = "refuse_if"


@dataclass(frozen=True)
class Link:
    """What linking two people, or two families, does to a row that refers to one of them, and on what condition."""

    kind: LinkKind
    when: str = ""


REPOINT = Link(LinkKind.REPOINT)
"""The row refers to the surviving one from now on."""

KEEP_BOTH = Link(LinkKind.KEEP_BOTH)
"""The row stays as written; readers follow the link."""


def ask(when: str) -> Link:
    """A person chooses, in the cases `when` describes; otherwise the row is repointed."""
    return Link(LinkKind.ASK, when)


def refuse_if(when: str) -> Link:
    """The two are not linked in the cases `when` describes; otherwise the row is repointed."""
    return Link(LinkKind.REFUSE_IF, when)


class After(StrEnum):
    """What a retention period counts from."""

    WRITTEN = "it was written"
    ENDED = "what it records ended"
    LEFT = "the practitioner left"
    REPLACED = "a later one took its place"
    CASE_CLOSED = "the case closed"
    FAMILY_CLOSED = "the family's last enquiry or case closed"
    INSTALLATION_ENDED = "the installation ended"


@dataclass(frozen=True, kw_only=True)
class Keep:
    """A retention period: so many years, or days, after something; and who says so."""

    after: After
    years: int = 0
    days: int = 0
    source: str = OURS


@dataclass(frozen=True)
class KeptWith:
    """The row is kept as long as the one its field refers to."""

    field: str


@dataclass(frozen=True)
class SubjectAccess:
    """Whether the row is in the copy that somebody is given of their own record; if not, why."""

    included: bool
    why: str = ""


IN = SubjectAccess(included=True)


def out(why: str) -> SubjectAccess:
    """The row is in nobody's copy, for this reason."""
    return SubjectAccess(included=False, why=why)


class Scrub(StrEnum):
    """What scrubbing a row does to a field, or to the whole of it."""

    KEEP = "kept"
    BLANK = "blanked"
    NULL = "emptied"
    REPLACE = "replaced by the row's id"
    YEAR = "cut to the year"
    ROW = "row deleted"


def fields(
    *, keep: str = "", blank: str = "", null: str = "", replace: str = "", year: str = ""
) -> dict[str, Scrub]:
    """Return what scrubbing does to each field; names are parted by spaces. Raises `ValueError` for one named twice."""
    decided: dict[str, Scrub] = {}
    asked = {
        Scrub.KEEP: keep,
        Scrub.BLANK: blank,
        Scrub.NULL: null,
        Scrub.REPLACE: replace,
        Scrub.YEAR: year,
    }
    for scrub, names in asked.items():
        for name in names.split():
            if name in decided:
                raise ValueError(f"{name} is both {decided[name]} and {scrub}")
            decided[name] = scrub
    return decided


@dataclass(frozen=True, kw_only=True)
class Lifecycle:
    """The decisions about one model. `scrub` decides each field, or `Scrub.ROW` for the whole row."""

    keep: Keep | KeptWith
    subject_access: SubjectAccess
    scrub: Mapping[str, Scrub] | Scrub
    link: Mapping[str, Link] = field(default_factory=dict)


Model = type[models.Model]

NO_TEXT = (
    models.BooleanField,
    models.DateField,
    models.DecimalField,
    models.FloatField,
    models.IntegerField,
    models.TimeField,
)
"""Fields that hold no text and so cannot be blanked."""


def registry() -> dict[Model, Lifecycle]:
    """Return what every first-party app has declared."""
    found: dict[Model, Lifecycle] = {}
    for app in settings.FIRST_PARTY_APPS:
        name = f"{app}.lifecycle"
        if importlib.util.find_spec(name):
            found.update(importlib.import_module(name).LIFECYCLE)
    return found


def first_party_models() -> list[Model]:
    """Return every model of the first-party apps; the history of a row follows the row and is not among them."""
    ours = set(settings.FIRST_PARTY_APPS)
    return [
        model
        for model in apps.get_models()
        if apps.get_app_config(model._meta.app_label).name in ours and not hasattr(model, "pgh_tracked_model")
    ]


def faults() -> list[str]:
    """Return what to write where, for each model, relation or field that is not or wrongly decided."""
    declared = registry()
    return [fault for model in first_party_models() for fault in model_faults(model, declared.get(model))]


def model_faults(model: Model, lifecycle: Lifecycle | None) -> list[str]:
    """Return what is wrong with the declaration of one model."""
    label = model._meta.label
    if lifecycle is None:
        return [f"{label}: declare it in LIFECYCLE of {model._meta.app_config.name}.lifecycle"]
    found = [
        *_link_faults(model, lifecycle),
        *_keep_faults(model, lifecycle),
        *_scrub_faults(model, lifecycle),
    ]
    if not lifecycle.subject_access.included and not lifecycle.subject_access.why:
        found.append("say why it is in nobody's subject-access copy: out(why)")
    return [f"{label}: {fault}" for fault in found]


def links_needed(model: Model) -> set[str]:
    """Return the fields of a model that refer to a person or a family."""
    related = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return {
        item.name
        for item in related
        if item.name in LINKED_IDS or (item.related_model and item.related_model._meta.label_lower in LINKED)
    }


def scrubs_needed(model: Model) -> set[str]:
    """Return the fields of a model whose content may tell who somebody is: all but ids, references and versions."""
    return {
        item.name
        for item in model._meta.local_fields
        if not (item.primary_key or item.is_relation or isinstance(item, models.UUIDField))
        and item.name != "version"
    }


def _link_faults(model: Model, lifecycle: Lifecycle) -> Iterator[str]:
    needed = links_needed(model)
    yield from (f"say in link what linking does to {name}" for name in sorted(needed - set(lifecycle.link)))
    yield from (
        f"link names {name}, which is no relation to a person or family"
        for name in sorted(set(lifecycle.link) - needed)
    )
    yield from (
        f"say when linking is to {link.kind.replace('_', ' ')} for {name}"
        for name, link in lifecycle.link.items()
        if link.kind in {LinkKind.ASK, LinkKind.REFUSE_IF} and not link.when
    )


def _keep_faults(model: Model, lifecycle: Lifecycle) -> Iterator[str]:
    keep = lifecycle.keep
    if isinstance(keep, KeptWith):
        if not any(item.name == keep.field and item.is_relation for item in model._meta.local_fields):
            yield f"KeptWith names {keep.field}, which is no reference"
    elif not keep.source:
        yield f'name the source of the retention period, or "{OURS}"'


def _scrub_faults(model: Model, lifecycle: Lifecycle) -> Iterator[str]:
    if isinstance(lifecycle.scrub, Scrub):
        if lifecycle.scrub is not Scrub.ROW:
            yield "scrub decides each field, or Scrub.ROW the whole row"
        return
    by_name = {item.name: item for item in model._meta.local_fields}
    decided = set(lifecycle.scrub)
    yield from (
        f"say in scrub what scrubbing does to {name}" for name in sorted(scrubs_needed(model) - decided)
    )
    yield from (f"scrub names {name}, which is no field" for name in sorted(decided - set(by_name)))
    for name in sorted(decided & set(by_name)):
        yield from _unfit(by_name[name], lifecycle.scrub[name])


def _unfit(item: "models.Field[object, object]", scrub: Scrub) -> Iterator[str]:
    if scrub is Scrub.NULL and not item.null:
        yield f"{item.name} cannot be emptied: it is not null"
    if scrub in {Scrub.BLANK, Scrub.REPLACE} and isinstance(item, NO_TEXT):
        yield f"{item.name} cannot be {scrub}: it holds no text"
    if scrub is Scrub.BLANK and item.unique:
        yield f"{item.name} cannot be blanked: it is unique, replace it"
    if scrub is Scrub.YEAR and not isinstance(item, models.DateField):
        yield f"{item.name} cannot be cut to the year: it holds no date"


LIFECYCLE: dict[Model, Lifecycle] = {
    Installation: Lifecycle(
        keep=Keep(after=After.INSTALLATION_ENDED),
        subject_access=out("it says nothing about anybody"),
        scrub=fields(keep="kind marked_at"),
    ),
    Draft: Lifecycle(
        keep=Keep(after=After.WRITTEN, days=90),
        subject_access=out("it was never sent: nobody but its writer has seen it"),
        scrub=Scrub.ROW,
    ),
    Submission: Lifecycle(
        keep=Keep(after=After.WRITTEN, days=30),
        subject_access=out("it holds an address of a page, nothing about a person"),
        scrub=Scrub.ROW,
    ),
}
