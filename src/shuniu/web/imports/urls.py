"""Addresses of the import wizard."""

from django.urls import path

from shuniu.web.imports import batches, mending, writing

urlpatterns = [
    path("", batches.imports, name="imports"),
    path("<uuid:uuid>/", batches.batch, name="batch"),
    path("<uuid:uuid>/marked/", batches.marked, name="batch_marked"),
    path("<uuid:uuid>/mapping/", mending.mapping, name="batch_mapping"),
    path("<uuid:uuid>/mend/", mending.mend, name="batch_mend"),
    path("<uuid:uuid>/apply/", writing.apply, name="batch_apply"),
    path("<uuid:uuid>/undo/", writing.undo, name="batch_undo"),
    path("<uuid:uuid>/let-go/", writing.leave, name="batch_let_go"),
]
