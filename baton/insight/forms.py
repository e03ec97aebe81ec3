"""Which period to report on."""

from baton.ui.fields import DateField
from baton.ui.forms import BaseForm


class PeriodForm(BaseForm):
    """The first and the last day of a report."""

    from_on = DateField(
        "From",
        hint="The first day, like 1 6 2016",
        missing="Enter the first day of the period, like 1 6 2016",
    )
    to_on = DateField(
        "To", hint="The last day, like 30 6 2016", missing="Enter the last day of the period, like 30 6 2016"
    )
