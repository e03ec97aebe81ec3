"""E-mail: to the server that `BATON_EMAIL_URL` names, or into files."""

from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.crypto import constant_time_compare, salted_hmac

from baton.notices.channels.base import Refused, Trouble, Unclear
from baton.notices.models import Message
from baton.notices.rules.bounce import tagged, without_address
from baton.partnership import profiles

MARK = 20
"""Hexadecimal digits of the signature in the address for reports: too many to guess, few enough for 64 characters."""


class Mail:
    """Hands messages to a mail server; reports about each come back to an address of its own."""

    name = "mail"

    def hand_over(self, message: Message, text: str) -> None:
        """Hand a message over. Raises `Refused`, `Trouble`, `Unclear`."""
        connection = get_connection()
        try:
            connection.open()
        except OSError as error:
            raise Trouble(_said(error, message)) from error
        try:
            _letter(message, text, connection).send()
        except SMTPRecipientsRefused as error:
            code, words = next(iter(error.recipients.values()))
            _refused(code, f"{code} {_plain(words)}", message, dead_address=True, cause=error)
        except SMTPResponseException as error:
            # What a server says of the sender or the sign-in is mended by whoever runs this; of a text, by nobody.
            lasting = isinstance(error, SMTPDataError)
            code = error.smtp_code if lasting else 400
            _refused(code, _said(error, message), message, dead_address=False, cause=error)
        except OSError as error:
            raise Unclear(_said(error, message)) from error
        except UnicodeError as error:
            raise Refused("The address cannot be written in an e-mail", dead_address=True) from error
        finally:
            connection.close()


def token_of(message: Message) -> str:
    """Return what stands for a message in the address to which reports about it come: its id and a signature."""
    return f"{message.pk.hex}-{_mark(message.pk.hex)}"


def id_of(token: str) -> str | None:
    """Return the id of the message that a token was made for; None where it was not made here."""
    name, _, mark = token.lower().partition("-")
    return name if constant_time_compare(mark, _mark(name)) else None


def _mark(name: str) -> str:
    return salted_hmac("baton.notices.report", name, algorithm="sha256").hexdigest()[:MARK]


def _letter(message: Message, text: str, connection: BaseEmailBackend) -> EmailMessage:
    """Return the letter: from the front door to whoever reads it, from the address for reports to mail servers."""
    shown = profiles.current().contact.email or settings.DEFAULT_FROM_EMAIL
    bounces = settings.BATON_BOUNCE_ADDRESS
    return EmailMessage(
        subject=message.subject,
        body=text,
        from_email=tagged(bounces, token_of(message)) if bounces else shown,
        to=[message.to_email],
        headers={"From": shown, "Auto-Submitted": "auto-generated"},  # RFC 3834: nobody is away to it
        connection=connection,
    )


def _refused(code: int, because: str, message: Message, *, dead_address: bool, cause: Exception) -> None:
    because = without_address(because, message.to_email)
    if code >= 500:
        raise Refused(because, dead_address=dead_address) from cause
    raise Trouble(because) from cause


def _said(error: Exception, message: Message) -> str:
    return without_address(str(error), message.to_email)


def _plain(words: bytes | str) -> str:
    return words.decode(errors="replace") if isinstance(words, bytes) else words
