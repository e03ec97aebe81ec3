"""Tests: the demonstration's settings with quick password hashing."""

from config.settings.demo import *  # noqa: F403  (settings files layer by star import)

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["*"]
# Static files are served from where they are written, collected or not.
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
# A browser asks once for each of them, whatever the day that a test pretends to have.
WHITENOISE_MAX_AGE = 10 * 365 * 24 * 60 * 60
