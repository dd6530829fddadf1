"""Addresses of figures."""

from django.urls import path

from shuniu.web.figures import (
    annual,
    board,
    changed,
    changes,
    cross,
    differences,
    earlier,
    reports,
    rows,
    screen,
    structure,
    trend,
)

urlpatterns = [
    path("", board.figures, name="figures"),
    path("reports/", reports.reports, name="reports"),
    path("reports/export/", reports.reports_export, name="reports_export"),
    path("changes/", changes.figure_changes, name="figure_changes"),
    path("changes/export/", changes.figure_changes_export, name="figure_changes_export"),
    path("changes/rows/", changed.figure_changed, name="figure_changed"),
    path("changes/rows/export/", changed.figure_changed_export, name="figure_changed_export"),
    path("cross/", cross.figure_cross, name="figure_cross"),
    path("cross/export/", cross.figure_cross_export, name="figure_cross_export"),
    path("screen/", screen.figure_screen, name="figure_screen"),
    path("annual/", annual.annual, name="annual"),
    path("annual/export/", annual.annual_export, name="annual_export"),
    path("annual/rows/", annual.annual_rows, name="annual_rows"),
    path("annual/rows/export/", annual.annual_rows_export, name="annual_rows_export"),
    path("differences/", differences.differences, name="differences"),
    path("differences/export/", differences.differences_export, name="differences_export"),
    path("structure/", structure.structure, name="structure"),
    path("structure/export/", structure.structure_export, name="structure_export"),
    path("<slug:key>/trend/", trend.figure_trend, name="figure_trend"),
    path("<slug:key>/trend/export/", trend.figure_trend_export, name="figure_trend_export"),
    path("earlier/", earlier.figures_earlier, name="figures_earlier"),
    path("<slug:key>/rows/", rows.figure_rows, name="figure_rows"),
    path("<slug:key>/rows/export/", rows.figure_rows_export, name="figure_rows_export"),
    path("<slug:key>/export/", board.figure_export, name="figure_export"),
    path("<slug:key>/earlier/", earlier.figure_earlier, name="figure_earlier"),
    path("<slug:key>/earlier/export/", earlier.figure_earlier_export, name="figure_earlier_export"),
]
