"""Addresses of the journal."""

from django.urls import path

from shuniu.web.journal import entries

urlpatterns = [
    path("", entries.journal, name="journal"),
    path("<uuid:uuid>/", entries.entry, name="entry"),
]
