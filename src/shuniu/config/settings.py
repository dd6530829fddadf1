"""The one settings file. Everything that differs between machines comes from the environment."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from shuniu.config import environment

PACKAGE = Path(__file__).resolve().parent.parent
# Where this deployment keeps what is not in the database: keys, static files collected, logs.
STATE = Path(os.environ.get("SHUNIU_STATE") or Path.cwd() / "var")

DEBUG = environment.flag("SHUNIU_DEBUG")
# By the last name the platform asks itself whether it is up.
ALLOWED_HOSTS = [*environment.words("SHUNIU_HOSTS", ["127.0.0.1", "[::1]"]), "localhost"]
CSRF_TRUSTED_ORIGINS = environment.words("SHUNIU_ORIGINS", [])

# Master, index and HMAC keys stand in one 0600 file outside the database.
KEY_FILE = Path(os.environ.get("SHUNIU_KEY_FILE") or STATE / "keys" / "master.key")
SECRET_KEY_FILE = Path(os.environ.get("SHUNIU_SECRET_FILE") or STATE / "keys" / "session.key")
SECRET_KEY = hashlib.sha256(environment.secret_file(SECRET_KEY_FILE)).hexdigest()

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "axes",
    "csp",
    "procrastinate.contrib.django",
    "shuniu",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "shuniu.web.content_policy.ContentPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "shuniu.web.accounts.middleware.ActingMiddleware",
    "axes.middleware.AxesMiddleware",
    "shuniu.web.again.AgainMiddleware",
]

ROOT_URLCONF = "shuniu.config.urls"
WSGI_APPLICATION = "shuniu.config.wsgi.application"
AUTH_USER_MODEL = "shuniu.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "shuniu.web.accounts.sessions.AccountBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_LOCKOUT_CALLABLE = "shuniu.web.accounts.signing.locked_out"
AXES_IPWARE_PROXY_COUNT = environment.number("SHUNIU_PROXIES", 0)
AXES_VERBOSE = False

FORM_RENDERER = "shuniu.web.jinja.FormRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "shuniu.web.jinja.environment"},
    },
    {  # framework pages only
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
    },
]

# The application role reads and writes rows; it owns nothing. Migrations run through `owner`.
_application = environment.database("DATABASE_URL") or {
    "ENGINE": "django.db.backends.postgresql",
    "NAME": "shuniu",
    "USER": "shuniu_app",
}
_application["ENGINE"] = "django.db.backends.postgresql"
DATABASES: dict[str, dict[str, object]] = {"default": _application}
_owner = environment.database("SHUNIU_OWNER_URL")
if _owner is not None:
    _owner["ENGINE"] = "django.db.backends.postgresql"
    DATABASES["owner"] = _owner
KEPT_CONNECTIONS = {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
for _database in DATABASES.values():
    _database.update(KEPT_CONNECTIONS)

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

SESSION_ENGINE = "shuniu.web.accounts.sessions"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_SAVE_EVERY_REQUEST = False
# Plain HTTP is for one's own machine; an office that serves others sets SHUNIU_HTTPS=1 behind its gateway.
_https = environment.flag("SHUNIU_HTTPS")
SESSION_COOKIE_SECURE = _https
CSRF_COOKIE_SECURE = _https
CSRF_FAILURE_VIEW = "shuniu.web.pages.errors.forgery"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _https else None
SECURE_SSL_REDIRECT = _https
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
IDLE_SECONDS = environment.number("SHUNIU_IDLE_SECONDS", 30 * 60)

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

PROCRASTINATE_IMPORT_PATHS = ["shuniu.jobs.tasks"]

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "/static/"
# Served from the package by WhiteNoise; nothing is collected.
STATIC_ROOT = None
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True

# A ledger of 60,000 rows fits; what is larger is refused before it is read.
IMPORT_LARGEST_BYTES = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
IMPORT_KEPT_HOURS = 24

# Nodes below which so many units ever stood at a time keep tallies; smaller ones are counted row by row.
TALLY_UNITS = environment.number("SHUNIU_TALLY_UNITS", 5_000)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
