"""Pages of a list for somebody who sees most of what there is."""

from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

from baton.core import wall
from baton.partnership.models import Practitioner
from baton.people.models.family import scope_for

if TYPE_CHECKING:
    Pages = Paginator[Any]
else:
    Pages = Paginator


class RankedPages(Pages):
    """Pages of rows that are counted and put in order beyond the second wall, and loaded through it.

    The first wall has narrowed the rows already. Asked of each row there is, the second would take most of the time of a
    list whose reader sees nearly all of them.
    """

    object_list: QuerySet[Any]

    @cached_property
    def count(self) -> int:
        """Give the number of rows on all pages."""
        with wall.beyond(wall.Purpose.FIGURES):  # a number shows no row
            return self.object_list.count()

    def page(self, number: int | str) -> Page[Any]:
        """Give the rows of a page."""
        page = super().page(number)
        start = (page.number - 1) * self.per_page
        ranked = self.object_list.values_list("pk", flat=True)[start : start + self.per_page]
        with wall.beyond(wall.Purpose.RANKING):  # each is loaded through the wall before it is shown
            ids = list(ranked)
        page.object_list = self.object_list.filter(pk__in=ids)
        return page


def pages_for(practitioner: Practitioner) -> type[Pages]:
    """Return how lists of families, and of what belongs to them, are cut into pages for somebody."""
    return RankedPages if scope_for(practitioner).is_wide else Paginator
