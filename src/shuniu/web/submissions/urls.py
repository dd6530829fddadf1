"""Addresses of submissions."""

from django.urls import path

from shuniu.web.submissions import listing, own, progress, reviewing

urlpatterns = [
    path("", listing.submissions, name="submissions"),
    path("own/", own.submission_own, name="submission_own"),
    path("own/submit/", own.submission_submit, name="submission_submit"),
    path("own/withdraw/", own.submission_withdraw, name="submission_withdraw"),
    path("progress/", progress.submission_progress, name="submission_progress"),
    path("progress/export/", progress.submission_progress_export, name="submission_progress_export"),
    path("<uuid:uuid>/", reviewing.submission, name="submission"),
    path("<uuid:uuid>/accept/", reviewing.submission_accept, name="submission_accept"),
    path("<uuid:uuid>/return/", reviewing.submission_return, name="submission_return"),
]
