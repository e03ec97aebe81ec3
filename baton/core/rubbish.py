"""Python looks for rubbish seldom: a page leaves little that goes round in circles.

A page makes thousands of short-lived objects, and Python would look through the young ones at every 700th: a tenth of
its time.
"""

import gc

YOUNG, MIDDLE, OLD = 20_000, 20, 20
"""New objects until Python looks through them, and how often it does so until it looks through the older ones (ours)."""


def look_seldom() -> None:
    """Let Python look for rubbish seldom, and never through what is there by now: it stays as long as the process."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
