"""How what an event holds, ids and codes, becomes words: those of the profile's version, and names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from baton.core.rules.words import day_words
from baton.partnership.rules.profile import Profile
from baton.people.rules.break_glass import VERDICT_LABELS
from baton.people.rules.conflict import VERDICT_SAID
from baton.people.rules.facts import AGREEMENT_LABELS, GRANT_LABELS, OCCASION_LABELS, Purpose

Data = Mapping[str, Any]


@dataclass(frozen=True)
class Speech:
    """The words of one version of the profile, and the names of practitioners and organisations by their id."""

    profile: Profile
    names: Mapping[str, str] = field(default_factory=dict)

    def named(self, data: Data, *keys: str) -> str:
        """Give the names of those whose ids stand under `keys`; who is not known is passed over."""
        return joined(self.names.get(str(data.get(key)), "") for key in keys)

    def level(self, level: int | None) -> str:
        """Give a level of need with its words; none for none."""
        return f"{level} {self.profile.levels.label(str(level))}" if level else ""


def joined(parts: Iterable[str]) -> str:
    """Put what there is behind one another, with commas."""
    return ", ".join(part for part in parts if part)


def day_said(data: Data, key: str, before: str = "") -> str:
    """Give the day under `key` in words, `before` in front of it; nothing where there is none."""
    if not data.get(key):
        return ""
    return f"{before}{day_words(date.fromisoformat(str(data[key])[:10]))}"


def need(data: Data, speech: Speech) -> str:
    """Name a need."""
    return speech.profile.needs.label(str(data.get("code", "")))


def level(data: Data, speech: Speech) -> str:
    """Name a level of need and the occasion on which it was read."""
    occasion = labelled(OCCASION_LABELS, data.get("occasion"))
    return joined([speech.level(data.get("level")), occasion[:1].lower() + occasion[1:]])


def agreement(data: Data, speech: Speech) -> str:
    """Say what somebody answered, to what: the help offered, or sharing with an organisation."""
    status = labelled(AGREEMENT_LABELS, data.get("status"))
    if data.get("purpose") == Purpose.SHARE:
        return f"{status}, to sharing with {speech.named(data, 'agency') or 'another organisation'}"
    return f"{status}, to the help offered"


def grant(data: Data, speech: Speech) -> str:
    """Name who was given access, or lost it, and why they had it."""
    why = labelled(GRANT_LABELS, data.get("kind"))
    return joined([speech.named(data, "practitioner", "organisation"), why[:1].lower() + why[1:]])


def verdict(data: Data, speech: Speech) -> str:
    """Say what was found when somebody's opening in an emergency was looked at."""
    found = labelled(VERDICT_LABELS, data.get("verdict"))
    return joined([speech.named(data, "practitioner"), found[:1].lower() + found[1:]])


def conflict(data: Data, speech: Speech) -> str:
    """Say what was decided about a practitioner whom a record may be too close to."""
    decided = labelled(VERDICT_SAID, data.get("verdict"))
    return joined([speech.named(data, "practitioner"), decided[:1].lower() + decided[1:]])


def next_day(data: Data, _: Speech) -> str:
    """Say when the record is looked at again."""
    return day_said(data, "next_on", "to be looked at again by ")


def who(data: Data, speech: Speech) -> str:
    """Name the practitioner and the organisation."""
    return speech.named(data, "practitioner", "organisation")


def labelled(labels: Mapping[Any, str], code: Any) -> str:
    """Give the words for a code; for one that an earlier version recorded, the code as words."""
    return labels.get(code) or str(code or "").replace("_", " ").capitalize()
