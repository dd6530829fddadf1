"""Addresses of the roll of members."""

from django.urls import path

from shuniu.web.members import card, changing, entering, listing, moving, numbers, requests, taking_out, workers

urlpatterns = [
    path("", listing.members, name="members"),
    path("export/", taking_out.members_export, name="members_export"),
    path("workers/", workers.affairs_workers, name="affairs_workers"),
    path("workers/export/", workers.affairs_workers_export, name="affairs_workers_export"),
    path("new/", entering.member_new, name="member_new"),
    path("requests/", requests.member_requests, name="member_requests"),
    path("requests/<uuid:uuid>/answer/", requests.member_answer, name="member_answer"),
    path("requests/<uuid:uuid>/withdraw/", requests.member_withdraw, name="member_withdraw"),
    path("<uuid:uuid>/", card.member, name="member"),
    path("<uuid:uuid>/change/", changing.member_change, name="member_change"),
    path("<uuid:uuid>/correct/", changing.member_correct, name="member_correct"),
    path("<uuid:uuid>/post/", changing.member_post, name="member_post"),
    path("<uuid:uuid>/move/", moving.member_move, name="member_move"),
    path("<uuid:uuid>/leave/", moving.member_leave, name="member_leave"),
    path("<uuid:uuid>/share/", moving.member_share, name="member_share"),
    path("<uuid:uuid>/number/", numbers.member_number, name="member_number"),
]
