"""Loading a profile: its places and partners become rows, and its text a version that cases keep."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils.timezone import localdate

from baton import journal
from baton.core.wall import deed
from baton.partnership.models import (
    Collaborative,
    Hub,
    Locality,
    Organisation,
    Practitioner,
    ProfileVersion,
    Team,
)
from baton.partnership.rules.profile import Profile
from baton.partnership.rules.profile_changes import Changes, Row, compare
from baton.partnership.rules.profile_versions import digest_of, read_texts


class NotYetInForce(Exception):
    """The profile's first day lies ahead; it is loaded on that day."""


@dataclass(frozen=True)
class Kept:
    """A list of the profile that is kept as rows: its model, plain fields, and fields that name another row."""

    part: str
    model: type[Model]
    plain: tuple[str, ...] = ()
    references: tuple[tuple[str, type[Model]], ...] = ()


KEPT = (
    Kept("localities", Locality),
    Kept("hubs", Hub, references=(("locality", Locality),)),
    Kept("collaboratives", Collaborative, references=(("locality", Locality),)),
    Kept("organisations", Organisation, plain=("agency_type",), references=(("locality", Locality),)),
    Kept("teams", Team, references=(("organisation", Organisation), ("locality", Locality))),
)
"""In this order: what is named comes before what names it."""


@dataclass(frozen=True)
class Loaded:
    """What a loading changed, or would change."""

    profile: Profile
    changes: tuple[Changes, ...]
    new_version: bool
    same_name_before: bool

    def __bool__(self) -> bool:
        return self.new_version or any(self.changes)


def preview(*, texts: Mapping[str, str]) -> Loaded:
    """Return what `load` would change; writes nothing. Raises `ProfileFaults`."""
    profile = read_texts(texts)
    digest = digest_of(texts)
    others = ProfileVersion.objects.exclude(digest=digest)
    formerly = _formerly()
    return Loaded(
        profile,
        tuple(_compare(kept, profile, formerly.get(kept.part, set())) for kept in KEPT),
        new_version=not ProfileVersion.objects.filter(digest=digest).exists(),
        same_name_before=others.filter(name=profile.identity.name, version=profile.identity.version).exists(),
    )


@deed
def load(*, texts: Mapping[str, str], by: Practitioner | None, at: datetime) -> Loaded:
    """Make the profile's places and partners rows, by code, and keep its text as a version when it is a new one.

    Nothing is deleted: what an earlier version held and this one does not is retired. Loading the same profile again
    changes nothing. Raises `ProfileFaults`, and `NotYetInForce` before the profile's first day. Source: issue on
    profiles; requirements R020-R023 (places can be re-arranged and keep their history).
    """
    loaded = preview(texts=texts)
    identity = loaded.profile.identity
    if identity.from_on > localdate(at):
        raise NotYetInForce(identity.from_on)
    for kept, changes in zip(KEPT, loaded.changes, strict=True):
        _write(kept, loaded.profile, changes)
    if loaded.new_version:
        ProfileVersion.objects.create(
            name=identity.name,
            version=identity.version,
            effective_from=identity.from_on,
            loaded_at=at,
            digest=digest_of(texts),
            data=dict(texts),
        )
    if loaded:
        journal.record("partnership.profile_loaded", at=at, by=by, data=_told(loaded))
    return loaded


def _formerly() -> dict[str, set[str]]:
    """Return, for each list, the codes that any version ever held."""
    found: dict[str, set[str]] = {}
    for version in ProfileVersion.objects.all():
        for kept in KEPT:
            found.setdefault(kept.part, set()).update(getattr(version.profile, kept.part).codes)
    return found


def _compare(kept: Kept, profile: Profile, formerly: set[str]) -> Changes:
    references = [name for name, _ in kept.references]
    rows: Iterable[Any] = kept.model._default_manager.select_related(*references)
    present = {row.code: _row(kept, row.name, row.active, row) for row in rows}
    return compare(kept.part, wanted=_wanted(kept, profile), present=present, formerly=formerly)


def _wanted(kept: Kept, profile: Profile) -> dict[str, Row]:
    return {item.code: _row(kept, item.label, item.offered, item) for item in getattr(profile, kept.part)}


def _row(kept: Kept, name: str, active: bool, source: Any) -> Row:
    """Return what the profile decides of a row, from the row itself or from the profile's item."""
    row = {"name": name, "active": active}
    row |= {field: getattr(source, field) for field in kept.plain}
    for field, _ in kept.references:
        value = getattr(source, field)
        row[field] = getattr(value, "code", value) or ""
    return row


def _write(kept: Kept, profile: Profile, changes: Changes) -> None:
    wanted = _wanted(kept, profile)
    rows = kept.model._default_manager
    keys = {name: dict(model._default_manager.values_list("code", "pk")) for name, model in kept.references}
    for code in changes.created:
        rows.create(code=code, **_columns(wanted[code], keys))
    for code in changes.changed:
        rows.filter(code=code).update(**_columns(wanted[code], keys))
    rows.filter(code__in=changes.retired).update(active=False)


def _columns(row: Row, keys: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return a row's database columns: a reference by code becomes the key of what it names, or none."""
    columns = {name: value for name, value in row.items() if name not in keys}
    return columns | {f"{name}_id": known[row[name]] if row[name] else None for name, known in keys.items()}


def _told(loaded: Loaded) -> dict[str, Any]:
    changed = {
        changes.part: {word: len(codes) for word, codes in changes.counted()} for changes in loaded.changes
    }
    return {"name": loaded.profile.identity.name, "version": loaded.profile.identity.version, **changed}
