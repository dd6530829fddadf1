"""Addresses of 组建进度 and of the plans behind it."""

from django.urls import path

from shuniu.web.formation import pipeline, pipeline_rows, plans

urlpatterns = [
    path("", pipeline.pipeline, name="pipeline"),
    path("export/", pipeline.pipeline_export, name="pipeline_export"),
    path("rows/", pipeline_rows.rows, name="pipeline_rows"),
    path("rows/export/", pipeline_rows.rows_export, name="pipeline_rows_export"),
    path("plans/", plans.formation_plans_set, name="formation_plans_set"),
    path("of/<uuid:uuid>/", plans.formation_plan, name="formation_plan"),
    path("of/<uuid:uuid>/plan/", plans.formation_plan_set, name="formation_plan_set"),
    path("of/<uuid:uuid>/end/", plans.formation_plan_end, name="formation_plan_end"),
]
