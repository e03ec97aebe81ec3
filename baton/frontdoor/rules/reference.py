"""Reading the reference by which people speak of an enquiry: `E-7K3MQD`."""

import re

from baton.people.rules.references import LENGTH, SIGNS

PREFIX = "E"
_WANTED = re.compile(rf"(?:{PREFIX}[\s-]*)?([{SIGNS}]{{{LENGTH}}})")


def read(text: str) -> str | None:
    """Return the reference that `text` means, in any case and with or without its `E-`, else `None`."""
    found = _WANTED.fullmatch(text.strip().upper())
    return f"{PREFIX}-{found.group(1)}" if found else None
