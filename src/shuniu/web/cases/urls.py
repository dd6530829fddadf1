"""Addresses of the list of cases; the page of a case bears the name of its kind and stands with its subject."""

from django.urls import path

from shuniu.web.cases import following, listing, planned, reconsidering

urlpatterns = [
    path("", listing.cases, name="cases"),
    path("export/", listing.cases_export, name="cases_export"),
    path("follow-ups/<uuid:uuid>/", following.follow_up, name="follow_up"),
    path("follow-ups/<uuid:uuid>/finish/", following.follow_up_finish, name="follow_up_finish"),
    path("of/<uuid:uuid>/plan/", planned.case_plan, name="case_plan"),
    path("of/<uuid:uuid>/reconsider/", reconsidering.case_reconsider, name="case_reconsider"),
]
