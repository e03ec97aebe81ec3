"""Settings that every installation shares; `demo`, `test` and `production` say what differs."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlparse

from config.mail import mail_settings

ROOT = Path(__file__).resolve().parent.parent.parent
BATON_HOME = Path(os.environ.get("BATON_HOME", ROOT / "var"))
BATON_PROFILE = os.environ.get("BATON_PROFILE", "doncaster")
PRODUCTION = False  # whether people may be real: `production` says so
BATON_SITE_URL = os.environ.get("BATON_SITE_URL", "http://127.0.0.1:8000")


def database(url: str) -> dict[str, object]:
    """Turn `postgresql://user:password@host:port/name?sslmode=…` into Django's settings for it."""
    parts = urlparse(url)
    encrypted = {name: value for name, value in parse_qsl(parts.query) if name.startswith("ssl")}
    return {
        "ENGINE": "baton.core.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": parts.port or "",
        "ATOMIC_REQUESTS": True,
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 600,  # seconds: a connection that stays has its questions prepared (docs/adr/0017)
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 2} | encrypted,
    }


DATABASES = {"default": database(os.environ.get("DATABASE_URL", "postgresql://baton@127.0.0.1/baton"))}

# Limits on tries are counted here: in the database, so that all serving processes count together.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # beyond it the oldest counts would be forgotten
    }
}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_linear_migrations",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "baton.core",
    "baton.ui",
    "baton.journal",
    "baton.partnership",
    "baton.notices",
    "baton.people",
    "baton.documents",
    "baton.outcomes",
    "baton.oversight",
    "baton.frontdoor",
    "baton.casework",
    "baton.workforce",
    "baton.insight",
    "baton.desk",
    "baton.integrations",
    "baton.portal",
    "baton.operations",
    "baton.demo",
]
FIRST_PARTY_APPS = [app for app in INSTALLED_APPS if app.startswith("baton.")]

MIDDLEWARE = [
    "baton.operations.middleware.HealthMiddleware",
    "baton.operations.middleware.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "baton.ui.errors.PlainRefusals",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "baton.journal.middleware.AccessLogMiddleware",
    "baton.journal.middleware.HistoryContextMiddleware",
    "baton.people.middleware.WallMiddleware",
    "baton.partnership.middleware.GuardMiddleware",
    "baton.people.middleware.RestrictedMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
AUTH_USER_MODEL = "partnership.Practitioner"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / ".build" / "collected"
STATICFILES_DIRS = [directory for directory in [ROOT / ".build" / "static"] if directory.exists()]

X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_ENGINE = "baton.partnership.session_store"
SESSION_COOKIE_AGE = (
    12 * 3600
)  # seconds: a sign-in left open on a shared machine ends with the working day (ours)
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no word of a page in a cookie
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "object-src": ["'none'"],
        "form-action": ["'self'"],
        "manifest-src": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "baton.partnership.passwords.WordsOfTheirOwn"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/my-work/"

BATON_EMAIL_URL = os.environ.get("BATON_EMAIL_URL", "")
BATON_BOUNCE_ADDRESS = os.environ.get("BATON_BOUNCE_ADDRESS", "")
BATON_NOTIFY_KEY = os.environ.get("BATON_NOTIFY_KEY", "")
BATON_NOTIFY_URL = os.environ.get("BATON_NOTIFY_URL", "https://api.notifications.service.gov.uk")
BATON_NOTIFY_TEXT_TEMPLATE = os.environ.get("BATON_NOTIFY_TEXT_TEMPLATE", "")
BATON_NOTIFY_EMAIL_TEMPLATE = os.environ.get("BATON_NOTIFY_EMAIL_TEMPLATE", "")
BATON_NOTIFY_CALLBACK_TOKEN = os.environ.get("BATON_NOTIFY_CALLBACK_TOKEN", "")
globals().update(mail_settings(BATON_EMAIL_URL, BATON_HOME / "outbox"))

# Secrets of organisations' own sign-ins, a file each: outside the database and its back-ups.
BATON_SECRETS = Path(os.environ.get("BATON_SECRETS", BATON_HOME / "secrets"))

BATON_UPLOAD_MEGABYTES = int(os.environ.get("BATON_UPLOAD_MEGABYTES", "20"))
FILE_UPLOAD_HANDLERS = ["baton.ui.uploads.BoundedUpload"]
BATON_SCANNER = os.environ.get("BATON_SCANNER", "unix:/run/clamav/clamd.ctl")

CSRF_FAILURE_VIEW = "baton.partnership.keeping.form_expired"
UI_PROVIDERS: dict[str, str] = {  # who gives what stands around every page, and keeps what is typed
    "frame": "baton.desk.frame.provide",
    "theme": "baton.desk.frame.theme",
    "words": "baton.desk.frame.words",
    "drafts": "baton.partnership.keeping.of_form",
}

TEMPLATES: list[dict[str, object]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {"environment": "config.jinja.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]

PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60
"""Seconds that the link of an invitation or a new password works: the three days that mails and pages speak of (ours)."""

ACCOUNT_ADAPTER = "baton.partnership.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_TIMEOUT = (
    300  # seconds for which a fresh sign-in counts (ours): the time to write a reason
)
# Questions to organisations' own sign-ins: a whole school at nine.
ACCOUNT_RATE_LIMITS = {"provider": "120/m/ip", "account_request": "30/h/ip,3/h/key"}
ACCOUNT_TEMPLATE_EXTENSION = "jinja"
ACCOUNT_FORMS = {
    "login": "baton.partnership.forms.sign_in.SignInForm",
    "reset_password": "baton.partnership.forms.sign_in.ForgottenPasswordForm",
    "reset_password_from_key": "baton.partnership.forms.sign_in.NewPasswordForm",
    "change_password": "baton.partnership.forms.sign_in.ChangePasswordForm",
    "reauthenticate": "baton.partnership.forms.sign_in.PasswordAgainForm",
}
MFA_ADAPTER = "baton.partnership.sign_in.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a passkey stands for both factors: its device asks who holds it
# A whole school signs in from one address at nine, and there is nothing to guess.
MFA_RATE_LIMITS = {"webauthn_login": "120/m/ip"}
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are entered by a system administrator
MFA_TOTP_ISSUER = "Baton"
MFA_FORMS = {
    "authenticate": "baton.partnership.forms.sign_in.SecondFactorForm",
    "reauthenticate": "baton.partnership.forms.sign_in.SecondFactorAgainForm",
    "activate_totp": "baton.partnership.forms.sign_in.SetUpSecondFactorForm",
    "deactivate_totp": "baton.partnership.forms.sign_in.RemoveSecondFactorForm",
    "generate_recovery_codes": "baton.partnership.forms.sign_in.NewRecoveryCodesForm",
}
SECOND_FACTOR_REQUIRED = True  # outside the demonstration nobody opens a page about anybody without one

AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 1 / 12  # hours: five minutes
# By account alone: a whole school, or everybody behind a proxy, has one address. The sign-in library limits each address.
AXES_LOCKOUT_PARAMETERS = ["username"]
SILENCED_SYSTEM_CHECKS = ["axes.W006"]  # asks for the network's address, see above
AXES_USERNAME_CALLABLE = "baton.partnership.sign_in.address_tried"
AXES_RESET_ON_SUCCESS = True

VIEWS_GUARDED_BY_LIBRARIES: frozenset[str] = frozenset()
