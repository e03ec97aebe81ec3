"""What is late for somebody, for the day's message: the length of lists that they may open. Reads only."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from baton.desk.numbers import late_lists
from baton.desk.work import Section, in_sections, my_items
from baton.notices.late import Late
from baton.partnership.models import Practitioner


def late_of(practitioner: Practitioner, at: datetime) -> Iterator[Late]:
    """Give what stands under "Late" in my work, then the lists of late work that one looks after."""
    own = in_sections(my_items(practitioner), at).get(Section.LATE, [])
    yield Late("Late in “My work”", len(own), reverse("my_work"))
    yield from late_lists(practitioner, at)
