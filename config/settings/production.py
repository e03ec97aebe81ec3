"""An installation with real people: every secret and address is given, nothing is served in the clear."""

import os
from ipaddress import ip_address
from urllib.parse import parse_qs, urlsplit

from baton.operations import logs, tracing
from config.settings.base import *  # noqa: F403  (settings files layer by star import)
from config.settings.base import (
    BATON_EMAIL_URL,
    BATON_NOTIFY_CALLBACK_TOKEN,
    BATON_NOTIFY_URL,
    BATON_SCANNER,
    MIDDLEWARE,
)

SHORTEST_SECRET = 50
"""Characters of a secret that nobody guesses (Django's own check security.W009)."""


SHORTEST_TOKEN = 32
"""Characters of the token by which GOV.UK Notify is known (ours)."""


def refuse(words: str) -> SystemExit:
    """End the program with one line that says what is wrong."""
    os.write(2, f"{words}\n".encode())
    return SystemExit(2)


def required(name: str, example: str) -> str:
    """Return a setting of the environment, or end the program with one line that says what is missing."""
    if value := os.environ.get(name):
        return value
    raise refuse(f"{name} is not set. Production needs it, for example {name}={example}")


def is_here(url: str) -> bool:
    """Tell whether an address leads to this very machine, where nobody can listen."""
    host = urlsplit(url).hostname or "localhost"
    try:
        return host == "localhost" or host.startswith("/") or ip_address(host).is_loopback
    except ValueError:
        return False


SECRET_KEY = required("BATON_SECRET_KEY", "<at least 50 random characters>")
if len(SECRET_KEY) < SHORTEST_SECRET or len(set(SECRET_KEY)) < 10:
    raise refuse(f"BATON_SECRET_KEY can be guessed: give at least {SHORTEST_SECRET} random characters.")
SECRET_KEY_FALLBACKS = os.environ.get("BATON_SECRET_KEYS_BEFORE", "").split()
ALLOWED_HOSTS = [host.strip() for host in required("BATON_ALLOWED_HOSTS", "baton.example.org").split(",")]
if "*" in ALLOWED_HOSTS or "" in ALLOWED_HOSTS:
    raise refuse(
        "BATON_ALLOWED_HOSTS must name each host, with commas between them: links in e-mails rest on it."
    )
BATON_SITE_URL = required("BATON_SITE_URL", "https://baton.example.org")
if not BATON_SITE_URL.startswith("https://"):
    raise refuse("BATON_SITE_URL must begin with https:// because links in messages lead there.")
database_url = required("DATABASE_URL", "postgresql://baton_serving:<password>@127.0.0.1/baton")
if not is_here(database_url) and parse_qs(urlsplit(database_url).query).get("sslmode") != ["verify-full"]:
    raise refuse(
        "DATABASE_URL leads to another machine in the clear, or to whoever says that it is that machine: "
        "add ?sslmode=verify-full&sslrootcert=<file of its certificate authority>"
    )
if BATON_EMAIL_URL.startswith("smtp:") and not is_here(BATON_EMAIL_URL):
    raise refuse("BATON_EMAIL_URL sends messages in the clear: begin it with smtp+tls:// or smtps://")
if not BATON_NOTIFY_URL.startswith("https://"):
    raise refuse("BATON_NOTIFY_URL must begin with https:// because addresses and a key go there.")
if 0 < len(BATON_NOTIFY_CALLBACK_TOKEN) < SHORTEST_TOKEN:
    raise refuse(
        f"BATON_NOTIFY_CALLBACK_TOKEN can be guessed: give at least {SHORTEST_TOKEN} random characters."
    )
if BATON_SCANNER.startswith("tcp:") and not is_here(BATON_SCANNER):
    raise refuse(
        "BATON_SCANNER sends files to another machine in the clear: let the scanner run here, or lead there by a tunnel "
        "from 127.0.0.1"
    )
for name in tracing.WANTED_BY:
    if os.environ.get(name, "").startswith("http:") and not is_here(os.environ[name]):
        raise refuse(f"{name} sends spans to another machine in the clear: begin it with https://")
DEBUG = False
PRODUCTION = True
LOGGING = logs.configuration()

# `__Host-`: a browser takes the cookie by TLS from this very host alone, and no other host below the domain can set it.
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "same-origin"
# Where a proxy ends TLS it says so in this header, and whose request it is at the end of X-Forwarded-For; it must drop
# what a client sends of the first, and add to the second.
if os.environ.get("BATON_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    MIDDLEWARE = ["config.proxy.ClientAddress", *MIDDLEWARE]
