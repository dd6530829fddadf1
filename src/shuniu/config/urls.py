"""The whole site map on one screen."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("shuniu.web.accounts.urls")),
]
