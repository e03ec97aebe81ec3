"""Names: how they are shown, and how they are folded so that the same name typed twice is the same name.

Nothing here assumes that everybody has a first and a last name, or one of each.
"""

import re
import unicodedata
from functools import lru_cache

NAME_NOT_KNOWN = "Name not known"
UNBORN_BABY = "Unborn baby"

_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_JOINERS = re.compile(r"['’‘ʼʻ`´.]")
_APART = re.compile(r"[\W_]+")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return the text in plain small letters: no accents, apostrophes closed up, hyphens opened to spaces.

    O'Brien, O’Brien and OBRIEN fold alike; so do Zoë and Zoe; Smith-Jones and Smith Jones.
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _APART.sub(" ", _JOINERS.sub("", letters)).strip()


def parts(*texts: str) -> tuple[str, ...]:
    """Return the folded parts of names, each once, in the order met."""
    return tuple(dict.fromkeys(part for text in texts for part in fold(text).split()))


def full_name(*, given: str, family: str, known: bool = True, unborn: bool = False) -> str:
    """Return the name as a page shows it, or plain words where there is none."""
    name = " ".join(f"{given} {family}".split())
    if unborn and not given.strip():
        return f"{UNBORN_BABY} {family}".strip()
    if name and known:
        return name
    return f"{NAME_NOT_KNOWN} ({name})" if name else NAME_NOT_KNOWN


def shown_name(*, given: str, family: str, known_as: str, known: bool = True, unborn: bool = False) -> str:
    """Return the full name with the name in use beside it where the two differ: `Elizabeth Shaw (Libby)`."""
    full = full_name(given=given, family=family, known=known, unborn=unborn)
    if known_as and fold(known_as) not in {fold(given), fold(full)}:
        return f"{full} ({known_as})"
    return full
