"""The door for a web server."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shuniu.config.settings")
application = get_wsgi_application()
# Every page is read here, once for all processes that are forked from this one, and not while the first visitor waits.
get_resolver().url_patterns  # noqa: B018 - reading is what is wanted
