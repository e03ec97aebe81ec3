"""That somebody leaves the partnership, and when."""

from baton.ui.fields import ConfirmField, DateField
from baton.ui.forms import Form


class LeavingForm(Form):
    """When somebody leaves the partnership."""

    last_on = DateField(
        "Their last day",
        hint="Until its end they sign in as now. Leave it empty to end all access at once",
        future=True,
        required=False,
    )
    sure = ConfirmField("Yes, end all their access then")


class LastDayForm(Form):
    """When somebody leaves the partnership, for whoever may not end access at once."""

    last_on = DateField(
        "Their last day",
        hint="Until its end they sign in as now. You can change it until then, or let them stay",
        future=True,
        missing="Enter their last day",
    )
    sure = ConfirmField("Yes, end all their access then")
