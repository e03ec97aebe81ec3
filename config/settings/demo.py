"""The demonstration and everyday development: synthetic people, no second factor, no TLS."""

from config.settings.base import *  # noqa: F403  (settings files layer by star import)

SECRET_KEY = "demonstration-only-synthetic-people"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
DEBUG = False
UI_GALLERY = True
SECOND_FACTOR_REQUIRED = False
