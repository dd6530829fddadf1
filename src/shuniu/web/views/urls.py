"""Addresses of saved views."""

from django.urls import path

from shuniu.web.views import keeping, listing

urlpatterns = [
    path("", listing.views, name="views"),
    path("new/", keeping.view_new, name="view_new"),
    path("<uuid:key>/change/", keeping.view_change, name="view_change"),
    path("<uuid:key>/drop/", keeping.view_drop, name="view_drop"),
]
