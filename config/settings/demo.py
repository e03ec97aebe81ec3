"""The demonstration and everyday development: synthetic people, no second factor, no TLS."""

import os

from config.settings.base import *  # noqa: F403  (settings files layer by star import)

SECRET_KEY = "demonstration-only-synthetic-people"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
DEBUG = False
UI_GALLERY = True
SECOND_FACTOR_REQUIRED = False
BATON_SCANNER = os.environ.get(
    "BATON_SCANNER", "none"
)  # documents of synthetic people open without a look for viruses
