"""On what basis a family is shown to somebody of another agency, asked in a form."""

from typing import Any

from baton.casework.rules.agreement import Basis
from baton.casework.rules.sharing import BASIS_LABELS, WithoutAgreement
from baton.ui import fields
from baton.ui.forms import Form

WITH_AGREEMENT = "agreement"
WITHOUT = "without"


class SharingForm(Form):
    """The questions about sharing that joining the team and asking for a transfer have in common."""

    sharing = fields.ChoiceField(
        "May this be shared with their organisation?",
        choices=[
            fields.Choice(
                WITH_AGREEMENT,
                "Yes: the family has agreed, or it is the lead’s own organisation",
                "The agreement is looked up. If it is not recorded yet, record it first.",
            ),
            fields.Choice(WITHOUT, "It has to be, without their agreement"),
        ],
        reveals={WITHOUT: ["basis", "basis_reason", "family_told"]},
        missing="Choose on what basis this is shared",
    )
    basis = fields.ChoiceField(
        "Why may it be shared without agreement?",
        choices=[(basis.value, BASIS_LABELS[basis]) for basis in Basis],
        missing="Choose why it may be shared without agreement",
    )
    basis_reason = fields.TextAreaField(
        "What has happened, and what do you base this on?", rows=3, missing="Write what has happened"
    )
    family_told = fields.YesNoField(
        "Does the family know that you share?",
        reveals={"no": ["why_not_told"]},
        missing="Say whether the family knows",
    )
    why_not_told = fields.TextAreaField("Why not?", rows=2, missing="Write why the family is not told")

    @property
    def without(self) -> WithoutAgreement | None:
        """Give the reason for sharing without agreement, where there is one."""
        values: dict[str, Any] = self.values
        if values["sharing"] != WITHOUT:
            return None
        return WithoutAgreement(
            Basis(values["basis"]),
            values["basis_reason"],
            bool(values["family_told"]),
            values["why_not_told"],
        )
