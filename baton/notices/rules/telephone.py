"""Which telephone numbers can be texted. Pure."""

import re

_MOBILE = re.compile(r"(?:\+44|0044|0)7([1-57-9]\d{8}|624\d{6})")
"""Mobile numbers of the United Kingdom: 070 and 076 are personal numbers and pagers, but for 07624 (Ofcom's plan)."""


def mobile(number: str) -> str:
    """Return a number that can be texted as it is dialled from anywhere (+447…), or nothing where it cannot."""
    found = _MOBILE.fullmatch(re.sub(r"[\s().-]", "", number).replace("+440", "+44"))
    return f"+447{found[1]}" if found else ""
