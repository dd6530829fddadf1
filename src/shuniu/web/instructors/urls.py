"""Addresses of Party-building instructors."""

from django.urls import path

from shuniu.web.instructors import card, listing, pooling, posting

urlpatterns = [
    path("", listing.instructors, name="instructors"),
    path("export/", listing.instructors_export, name="instructors_export"),
    path("new/", pooling.instructor_new, name="instructor_new"),
    path("post/", posting.instructor_post, name="instructor_post"),
    path("<uuid:uuid>/", card.instructor, name="instructor"),
    path("<uuid:uuid>/change/", pooling.instructor_change, name="instructor_change"),
    path("<uuid:uuid>/leave/", pooling.instructor_leave, name="instructor_leave"),
    path("<uuid:uuid>/end/", posting.instructor_end_posting, name="instructor_end_posting"),
    path("<uuid:uuid>/contact/", card.instructor_contact, name="instructor_contact"),
]
