"""Short references that people read aloud on the telephone: `F-7K3MQD`."""

import secrets

SIGNS = "23456789BCDFGHJKMNPQRTVWXYZ"
"""No vowels (no words by accident), no 0, 1, I, L, O or S that are misheard or misread."""

LENGTH = 6
"""27 ** 6 = 387 million: at 100,000 families one draw in 3,870 is taken already, and the action draws
again.
"""


def new_reference(letter: str) -> str:
    """Return a random reference beginning with a letter that says what it is: F a family, E an enquiry."""
    return f"{letter}-" + "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
