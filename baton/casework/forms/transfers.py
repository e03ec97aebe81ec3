"""Narrowing the list of transfers."""

from baton.casework.rules.transfer import ASKED, DIRECTION_LABELS, LATE, TRANSFER_STATE_LABELS, TransferState
from baton.ui import fields
from baton.ui.forms import FilterForm

WAITING = TransferState.REQUESTED


class TransferFilter(FilterForm):
    """Which transfers to show; those that wait for an answer unless told otherwise."""

    state = fields.SelectField(
        "Answer",
        choices=[(state.value, words) for state, words in TRANSFER_STATE_LABELS.items() if state != WAITING],
        empty_words=TRANSFER_STATE_LABELS[WAITING],
    )
    direction = fields.SelectField(
        "Kind",
        choices=[(direction.value, words) for direction, words in DIRECTION_LABELS.items()],
        empty_words="All",
    )
    only = fields.MultipleChoiceField(
        "Only", choices=[(ASKED, "That I am asked to answer"), (LATE, "Late")], small=True
    )
