"""What stands in the way of a step, and the page that clears it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Blocker:
    """One reason why a step cannot be taken yet.

    `words` say what to do about it; `fix_url_name` names the page of the case that does it
    (empty where nobody who reads it can do it on a page).
    """

    code: str
    words: str
    fix_url_name: str = ""
