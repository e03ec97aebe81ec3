"""Eight people write into one form at the same time, through its page: no word of theirs is lost."""

from typing import Any

from bench.editors import together


def test_of_eight_people_writing_at_once_nobody_loses_a_word(own_database: Any) -> None:
    written = together(editors=8, saves=5, rest=5.0)

    assert len(written.saved) == 40
    assert written.lost == set()
    assert written.told > 0, "nobody was ever in another's way, so nothing was proved"
