"""The state diagrams of every app, drawn from the dicts beside the rules."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import ModuleType

from django.conf import settings

from baton.core.reference import Page, first_sentence, title
from baton.core.rules.states import AnyTransitions, moves, said

INTRODUCTION = """# States

What can be in which state, and what leads from one to the next. Drawn from the transition dicts in each app's `rules`
by `./run manage document_states`; a test says that this page is current.
"""

Found = tuple[str, ModuleType, type[StrEnum], AnyTransitions[StrEnum]]


def page() -> Page:
    """Return the page of all diagrams."""
    sections = [INTRODUCTION]
    heading = ""
    for app, module, states, transitions in discovered():
        if app != heading:
            heading = app
            sections.append(f"## {title(app)}\n")
        sections.append(section(module, states, transitions))
    return Page("states.md", "\n".join(sections))


def discovered() -> Iterator[Found]:
    """Find each dict named `…TRANSITIONS` in the rules of the first-party apps, in the order of the stack."""
    for app in settings.FIRST_PARTY_APPS:
        for module in rules_of(app):
            for name, value in vars(module).items():
                if name.endswith("TRANSITIONS") and isinstance(value, Mapping):
                    states = type(next(iter(value)))
                    if states.__module__ == module.__name__:
                        yield app, module, states, value


def rules_of(app: str) -> Iterator[ModuleType]:
    """Import the `rules` of an app, one module or a package of them."""
    name = f"{app}.rules"
    try:
        rules = importlib.import_module(name)
    except ModuleNotFoundError as missing:
        if missing.name != name:
            raise
        return
    yield rules
    for found in sorted(pkgutil.iter_modules(getattr(rules, "__path__", [])), key=lambda found: found.name):
        yield importlib.import_module(f"{name}.{found.name}")


def section(module: ModuleType, states: type[StrEnum], transitions: AnyTransitions[StrEnum]) -> str:
    """Return one diagram with its heading and where it comes from."""
    return f"""### {title(module.__name__)} ({states.__name__})

{first_sentence(states.__doc__)} From `{module.__name__}`.

```mermaid
{diagram(states, transitions)}
```
"""


def diagram(states: type[StrEnum], transitions: AnyTransitions[StrEnum]) -> str:
    """Return a Mermaid state diagram: the first state is where it begins, one without a way out is where it ends."""
    known = moves(transitions)
    lines = ["stateDiagram-v2"]
    lines += [f"    {state.value}: {said(state)}" for state in states]
    lines.append(f"    [*] --> {next(iter(states)).value}")
    for now, verb, then in known:
        lines.append(f"    {now.value} --> {then.value}" + (f": {verb}" if verb else ""))
    left = {now for now, _, _ in known}
    lines += [f"    {state.value} --> [*]" for state in states if state not in left]
    return "\n".join(lines)
