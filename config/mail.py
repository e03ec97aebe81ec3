"""Where messages go out: the mail server that `BATON_EMAIL_URL` names, or files in an outbox."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


class BadMailAddress(ValueError):
    """`BATON_EMAIL_URL` is not understood."""

    def __init__(self) -> None:
        super().__init__(
            "BATON_EMAIL_URL must be like smtp+tls://user:password@mail.example.org:587 "
            "(smtp:// without encryption, smtp+tls:// or smtps:// with it)"
        )


def mail_settings(url: str, outbox: Path) -> dict[str, Any]:
    """Return Django's settings for sending mail. Raises `BadMailAddress`.

    Without a `url` each message becomes a file in `outbox`.
    """
    if not url:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(outbox),
        }
    parts = urlparse(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise BadMailAddress
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }
