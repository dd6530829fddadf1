"""Addresses of figures."""

from django.urls import path

from shuniu.web.figures import board, reports, rows

urlpatterns = [
    path("", board.figures, name="figures"),
    path("reports/", reports.reports, name="reports"),
    path("reports/export/", reports.reports_export, name="reports_export"),
    path("<slug:key>/rows/", rows.figure_rows, name="figure_rows"),
    path("<slug:key>/rows/export/", rows.figure_rows_export, name="figure_rows_export"),
    path("<slug:key>/export/", board.figure_export, name="figure_export"),
]
