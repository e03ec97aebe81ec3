"""A second factor is taken away."""

from baton.partnership.rules.second_factor import LOSS_WORDS, PROOF_WORDS, Loss, Proof
from baton.ui.fields import ChoiceField
from baton.ui.forms import Form


class TakeAwayForm(Form):
    """What became of the second factor, and how one knows who asks."""

    loss = ChoiceField(
        "What has happened to it?",
        choices=[(code.value, words) for code, words in LOSS_WORDS.items()],
        missing="Choose what has happened to it",
    )
    proof = ChoiceField(
        "How do you know that it is they who ask?",
        hint="A mail or a call from a number that you do not know is not enough: this is how strangers get in",
        choices=[(code.value, words) for code, words in PROOF_WORDS.items()],
        missing="Choose how you know it. If you do not, ask their manager first",
    )

    def clean_loss(self) -> Loss:
        """Give the loss as one."""
        return Loss(self.cleaned_data["loss"])

    def clean_proof(self) -> Proof:
        """Give the proof as one."""
        return Proof(self.cleaned_data["proof"])
