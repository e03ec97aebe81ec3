"""Why somebody's second factor is taken away, and how it was made sure that it is they who ask for it."""

from enum import StrEnum


class Loss(StrEnum):
    """What has become of the second factor."""

    LOST = "lost"
    STOLEN = "stolen"
    BROKEN = "broken"


class Proof(StrEnum):
    """How whoever takes it away knows who asks: as sure as when the account was made (ASVS 5.0 6.4.4)."""

    MET = "met"
    MANAGER = "manager"


LOSS_WORDS = {
    Loss.LOST: "They lost the telephone or key, and have no recovery code",
    Loss.STOLEN: "It was stolen, or is in other hands",
    Loss.BROKEN: "It does not work any more, and they have no recovery code",
}

PROOF_WORDS = {
    Proof.MET: "I know them, and saw them: in person or in a video call",
    Proof.MANAGER: "Their manager confirmed it, on a telephone number that I knew before",
}
