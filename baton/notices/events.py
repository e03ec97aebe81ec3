"""The deeds of messages and links, in the words the timeline shows."""

from baton.journal.events import EventKind, register

MESSAGES = "messages"

QUEUED = "notices.message_queued"
SENT = "notices.message_sent"
FAILED = "notices.message_failed"
GATHERED = "notices.messages_gathered"
PREFERENCES_CHOSEN = "notices.preferences_chosen"
LINK_OPENED = "notices.link_opened"
LINKS_ENDED = "notices.links_ended"

register(
    "notices",
    [
        EventKind(QUEUED, "Message written", MESSAGES),
        EventKind(SENT, "Message sent", MESSAGES),
        EventKind(FAILED, "Message could not be sent", MESSAGES),
        EventKind(GATHERED, "Messages gathered into the day’s message", MESSAGES),
        EventKind(PREFERENCES_CHOSEN, "Chose what to be written to about", MESSAGES),
        EventKind(LINK_OPENED, "Link in a message opened", MESSAGES),
        EventKind(LINKS_ENDED, "Links in messages ended", MESSAGES),
    ],
)
