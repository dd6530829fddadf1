"""Addresses of Party-building instructors."""

from django.urls import path

from shuniu.web.instructors import (
    card,
    forming,
    listing,
    log,
    log_writing,
    pooling,
    posting,
    supervision,
    training_writing,
    trainings,
    waiting,
)

urlpatterns = [
    path("", listing.instructors, name="instructors"),
    path("export/", listing.instructors_export, name="instructors_export"),
    path("new/", pooling.instructor_new, name="instructor_new"),
    path("post/", posting.instructor_post, name="instructor_post"),
    path("waiting/", waiting.instructors_waiting, name="instructors_waiting"),
    path("trainings/", trainings.instructor_trainings, name="instructor_trainings"),
    path("trainings/export/", trainings.instructor_trainings_export, name="instructor_trainings_export"),
    path("trainings/new/", training_writing.instructor_training_new, name="instructor_training_new"),
    path("trainings/<uuid:uuid>/", trainings.instructor_training, name="instructor_training"),
    path(
        "trainings/<uuid:uuid>/correct/",
        training_writing.instructor_training_correct,
        name="instructor_training_correct",
    ),
    path("formation/", forming.instructor_formation_own, name="instructor_formation_own"),
    path("log/", log.work_logs, name="work_logs"),
    path("log/export/", log.work_logs_export, name="work_logs_export"),
    path("log/of/<uuid:uuid>/new/", log_writing.work_log_new, name="work_log_new"),
    path("log/<uuid:uuid>/", log.work_log, name="work_log"),
    path("log/<uuid:uuid>/correct/", log_writing.work_log_correct, name="work_log_correct"),
    path("work/", supervision.work_supervision, name="work_supervision"),
    path("work/export/", supervision.work_supervision_export, name="work_supervision_export"),
    path("<uuid:uuid>/", card.instructor, name="instructor"),
    path("<uuid:uuid>/change/", pooling.instructor_change, name="instructor_change"),
    path("<uuid:uuid>/leave/", pooling.instructor_leave, name="instructor_leave"),
    path("<uuid:uuid>/end/", posting.instructor_end_posting, name="instructor_end_posting"),
    path("<uuid:uuid>/formation/<uuid:unit>/", forming.instructor_formation, name="instructor_formation"),
    path("<uuid:uuid>/contact/", card.instructor_contact, name="instructor_contact"),
]
