"""The messages about who may see records: fixed words and a link, no name and no need."""

from baton.notices.rules.kind import Kind
from baton.notices.rules.notice import Notice

GLASS_BROKEN = Notice(
    code="break_glass_opened",
    kind=Kind.SAFETY,
    subject="A restricted record was opened in an emergency",
    body=(
        "Hello\n\n"
        "Somebody has opened a restricted record in an emergency. They gave a reason, and their access ends by "
        "itself.\n\n"
        "Please look at it, and say whether it was justified:\n{link}\n\n"
        "You get this message because you look after restricted records.\n\n"
        "{service}, {partnership}\n"
    ),
)

CONFLICT_FOUND = Notice(
    code="conflict_found",
    kind=Kind.SAFETY,
    subject="A record was closed to a practitioner",
    body=(
        "Hello\n\n"
        "A record may be about somebody whom a practitioner must not read about: themselves, a relative or somebody "
        "close. It is closed to them already.\n\n"
        "Please look whether it is so, and keep it closed or open it again:\n{link}\n\n"
        "You get this message because you look after who may see records.\n\n"
        "{service}, {partnership}\n"
    ),
)
