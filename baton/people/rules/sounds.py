"""How a part of a name sounds, roughly, so that Catherine, Katherine and Kathryn meet.

Made for the names on English registers: rules for English, Irish and Welsh spelling and for names from
South Asia and the Arabic-speaking world as they are commonly written here. It proposes candidates;
`near.similarity` judges them.
"""

import re
from functools import lru_cache

HEARD_AS = {
    "aine": "onya", "aodhan": "aidan", "aoife": "eefa", "caoimhe": "keeva", "chas": "charles", "cian": "kean",
    "ciara": "keera", "ciaran": "keeran", "dearbhla": "derla", "eilidh": "aylee", "eoghan": "owen",
    "eoin": "owen", "geraint": "gerrant", "grainne": "gronya", "ieuan": "yayan", "meabh": "maeve",
    "niamh": "neeve", "oisin": "osheen", "orlaith": "orla", "padraig": "porick", "roisin": "rosheen",
    "ruairi": "rory", "saoirse": "seersha", "sean": "shaun", "sian": "sharn", "sinead": "shinaid",
    "siobhan": "shivaun", "sioned": "shoned", "st": "saint", "tadhg": "tige", "wm": "william",
}  # fmt: skip
"""Names whose spelling follows other rules than their neighbours', and what an English ear writes."""

_STEPS = [
    (re.compile(pattern), sound)
    for pattern, sound in [
        (r"^(?:kn|gn|pn)", "n"), (r"^wr", "r"), (r"^ps", "s"), (r"^rh", "r"), (r"^x", "s"), (r"^wh", "w"),
        (r"^gh", "g"), (r"^dj", "j"), (r"^y(?=[^aeiou])", "a"),
        (r"ichae", "ike"), (r"(?<=.)cho", "ko"), (r"ch(?=[rl])", "k"), (r"sch", "sk"), (r"tch|ch", "x"),
        (r"sh", "x"), (r"(?<=[ts])i(?=o|a)", "h"), (r"ph|v", "f"), (r"gh(?=[aeiou])", "g"), (r"gh", ""),
        (r"dg(?=[eiy])", "j"), (r"th", "t"), (r"([kbd])h", r"\1"), (r"ck|q|c(?![eiy])", "k"), (r"c", "s"),
        (r"g(?=[eiy])", "j"), (r"z", "s"), (r"m(?:p|b)(?=[st]|$)", "m"), (r"n(?=[mb])", "m"),
        (r"(.)\1+", r"\1"), (r"^[aeiou]+[hwy]?", "A"), (r"(?<=.)[aeiouhwy]+", ""),
    ]
]  # fmt: skip


@lru_cache(maxsize=65536)
def sound(part: str) -> str:
    """Return the sound of one folded part of a name, in capitals; an empty part has none."""
    heard = HEARD_AS.get(part, part)
    for pattern, replacement in _STEPS:
        heard = pattern.sub(replacement, heard)
    return heard.upper()
