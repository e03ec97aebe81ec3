"""The data dictionary: every table, field and rule about keeping it, from the models and their lifecycles."""

from collections.abc import Iterator
from itertools import groupby

from django.apps import apps
from django.db import models

from baton.core import lifecycle
from baton.core.lifecycle import Keep, KeptWith, Lifecycle, Scrub
from baton.core.reference import Page, first_sentence, title

INTRODUCTION = """# Data dictionary

Every table of an installation, what stands in each field, how long a row is kept, whether it is in the copy that
somebody is given of their own record, what scrubbing does to it, and what linking two people or families does to it.
Written from the models and each app's `lifecycle.py` by `./run manage document_data`; a test says that this page is
current. Retention periods whose source is "ours" are proposals for the partnership to decide.
"""

UNDECIDED = "not decided"


def page() -> Page:
    """Return the page of all tables."""
    declared = lifecycle.registry()
    sections = [INTRODUCTION]
    for label, found in groupby(lifecycle.first_party_models(), key=lambda model: model._meta.app_label):
        sections.append(f"## {title(apps.get_app_config(label).name)}\n")
        sections += [section(model, declared.get(model)) for model in found]
    return Page("data-dictionary.md", "\n".join(sections))


def section(model: lifecycle.Model, decided: Lifecycle | None) -> str:
    """Return what is to be known of one table."""
    rows = "\n".join(f"| {' | '.join(row)} |" for row in field_rows(model, decided))
    return f"""### {model._meta.object_name}

{first_sentence(model.__doc__)} Table `{model._meta.db_table}`{history(model)}.

* Kept: {kept(decided)}
* Subject access: {subject_access(decided)}

| field | holds | means | when scrubbed | when linked |
| --- | --- | --- | --- | --- |
{rows}
{constraints(model)}"""


def history(model: lifecycle.Model) -> str:
    """Say whether every version of the row is kept."""
    return ", every version kept in its history" if hasattr(model, "history") else ""


def field_rows(model: lifecycle.Model, decided: Lifecycle | None) -> Iterator[tuple[str, ...]]:
    """Return the cells of each field: name, type, meaning, what scrubbing and linking do."""
    for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
        yield (
            field.name,
            holds(field),
            _cell(field.help_text),
            scrubbed(field, decided),
            linked(field, decided),
        )


def holds(field: "models.Field[object, object]") -> str:
    """Return what a field can hold, in words."""
    if field.is_relation and field.related_model:
        many = "many " if field.many_to_many else ""
        words = f"{many}[{field.related_model._meta.label}](#{field.related_model.__name__.lower()})"
    elif choices := [str(value) for value, _ in field.flatchoices]:
        words = "one of " + ", ".join(f"`{value}`" for value in choices)
    else:
        words = field.get_internal_type().removesuffix("Field")
        words += f" of at most {field.max_length}" if isinstance(field, models.CharField) else ""
    return _cell(words + (", may be unknown" if field.null else ""))


def kept(decided: Lifecycle | None) -> str:
    """Return how long a row is kept."""
    if decided is None:
        return UNDECIDED
    if isinstance(decided.keep, KeptWith):
        return f"as long as its {decided.keep.field}"
    return f"{_period(decided.keep)} {decided.keep.after} (source: {decided.keep.source})"


def _period(keep: Keep) -> str:
    if keep.years:
        return f"{keep.years} years after"
    return f"{keep.days} days after" if keep.days else "until"


def subject_access(decided: Lifecycle | None) -> str:
    """Return whether a row is in the copy that somebody is given."""
    if decided is None:
        return UNDECIDED
    return (
        "in the copy" if decided.subject_access.included else f"not in the copy: {decided.subject_access.why}"
    )


def scrubbed(field: "models.Field[object, object]", decided: Lifecycle | None) -> str:
    """Return what scrubbing does to a field."""
    if decided is None:
        return UNDECIDED
    if isinstance(decided.scrub, Scrub):
        return decided.scrub.value
    return decided.scrub.get(field.name, Scrub.KEEP).value


def linked(field: "models.Field[object, object]", decided: Lifecycle | None) -> str:
    """Return what linking two people or families does to a field."""
    link = decided.link.get(field.name) if decided else None
    if link is None:
        return ""
    return link.kind.value.replace("_", " ") + (f" {link.when}" if link.when else "")


def constraints(model: lifecycle.Model) -> str:
    """Return the names of the rules that the database itself holds."""
    names = [f"`{constraint.name}`" for constraint in model._meta.constraints]
    return f"\nThe database holds: {', '.join(names)}.\n" if names else ""


def _cell(words: object) -> str:
    return " ".join(str(words).replace("|", "/").split())
