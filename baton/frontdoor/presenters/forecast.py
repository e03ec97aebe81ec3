"""The forecast of the day, for what a screener may see."""

from datetime import datetime

from django.db.models import Count, Subquery, Value
from django.db.models.functions import Coalesce

from baton.frontdoor.models import Decision, Enquiry
from baton.frontdoor.opening import week
from baton.frontdoor.rules.forecast import Forecast, forecast, open_days_before, pace
from baton.partnership.models import Practitioner


def forecast_for(practitioner: Practitioner, now: datetime) -> Forecast | None:
    """Return what will be late today among the enquiries that `practitioner` may see; None outside opening hours.

    A clock that stands still makes nobody late. The pace is that of the whole hub: first decisions and later ones
    alike take somebody's time.
    """
    hours = week()
    days = open_days_before(now, hours)
    waiting = Enquiry.objects.visible_to(practitioner).running()
    first = days[-1][0] if days else now
    decided = Decision.objects.filter(decided_at__gte=first, decided_at__lt=days[0][1] if days else now)
    count = decided.order_by().values(all=Value(1)).annotate(number=Count("pk")).values("number")
    rows = list(waiting.annotate(decided=Coalesce(Subquery(count), 0)).values_list("due_at", "decided"))
    made = rows[0][1] if rows else 0
    return forecast([due for due, _ in rows], now=now, pace_in_hour=pace(made, days), week=hours)
