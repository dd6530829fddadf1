"""Addresses of the journal."""

from django.urls import path

from shuniu.web.journal import entries, entry, looks

urlpatterns = [
    path("", entries.journal, name="journal"),
    path("looks/", looks.looks, name="looks"),
    path("<uuid:uuid>/", entry.entry, name="entry"),
]
