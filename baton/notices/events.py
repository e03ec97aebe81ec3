"""The deeds of messages and links, in the words the timeline shows."""

from baton.journal.events import EventKind, register

MESSAGES = "messages"

QUEUED = "notices.message_queued"
SENT = "notices.message_sent"
FAILED = "notices.message_failed"
DELIVERED = "notices.message_delivered"
PUT_OFF = "notices.message_put_off"
BOUNCED = "notices.message_bounced"
UNKNOWN = "notices.message_unknown"
WITHHELD = "notices.message_withheld"
QUEUED_AGAIN = "notices.message_queued_again"
ADDRESS_CONFIRMED = "notices.address_confirmed"
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
        EventKind(DELIVERED, "Message arrived", MESSAGES),
        EventKind(PUT_OFF, "Message to be tried again later", MESSAGES),
        EventKind(BOUNCED, "Message came back: the address does not work", MESSAGES),
        EventKind(UNKNOWN, "Not known whether a message went", MESSAGES),
        EventKind(WITHHELD, "Message not sent: its address does not work", MESSAGES),
        EventKind(QUEUED_AGAIN, "Message to be sent again", MESSAGES),
        EventKind(ADDRESS_CONFIRMED, "Address confirmed after messages came back", MESSAGES),
        EventKind(GATHERED, "Messages gathered into the day’s message", MESSAGES),
        EventKind(PREFERENCES_CHOSEN, "Chose what to be written to about", MESSAGES),
        EventKind(LINK_OPENED, "Link in a message opened", MESSAGES),
        EventKind(LINKS_ENDED, "Links in messages ended", MESSAGES),
    ],
)
