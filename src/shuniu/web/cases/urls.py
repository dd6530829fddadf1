"""Addresses of the list of cases; the page of a case bears the name of its kind and stands with its subject."""

from django.urls import path

from shuniu.web.cases import listing

urlpatterns = [
    path("", listing.cases, name="cases"),
    path("export/", listing.cases_export, name="cases_export"),
]
