"""Addresses of 组建进度 and of the plans behind it."""

from django.urls import path

from shuniu.web.formation import (
    accepted,
    balancing,
    choosing,
    pipeline,
    pipeline_rows,
    planner,
    plans,
    urging_branches,
    urgings,
)

urlpatterns = [
    path("", pipeline.pipeline, name="pipeline"),
    path("export/", pipeline.pipeline_export, name="pipeline_export"),
    path("rows/", pipeline_rows.rows, name="pipeline_rows"),
    path("rows/export/", pipeline_rows.rows_export, name="pipeline_rows_export"),
    path("planner/", planner.planner, name="planner"),
    path("planner/ask/", planner.planner_ask, name="planner_ask"),
    path("planner/loads/", balancing.planner_loads, name="planner_loads"),
    path("planner/loads/accept/", balancing.planner_loads_accept, name="planner_loads_accept"),
    path("planner/loads/accepted/", accepted.planner_loads_accepted, name="planner_loads_accepted"),
    path("planner/loads/export/", balancing.planner_loads_export, name="planner_loads_export"),
    path("planner/instructors/", balancing.planner_instructors, name="planner_instructors"),
    path("planner/instructors/accept/", balancing.planner_instructors_accept, name="planner_instructors_accept"),
    path("planner/instructors/accepted/", accepted.planner_instructors_accepted, name="planner_instructors_accepted"),
    path("planner/instructors/export/", balancing.planner_instructors_export, name="planner_instructors_export"),
    path("planner/<uuid:uuid>/", planner.run, name="planning_run"),
    path("planner/<uuid:uuid>/accept/", choosing.planning_accept, name="planning_accept"),
    path("planner/<uuid:uuid>/refuse/", choosing.planning_refuse, name="planning_refuse"),
    path("planner/<uuid:uuid>/take-back/", choosing.planning_take_back, name="planning_take_back"),
    path("urgings/", urgings.urgings, name="urgings"),
    path("urgings/split/<str:code>/", urging_branches.urging_split, name="urging_split"),
    path("urgings/split/<str:code>/waive/", urging_branches.urging_split_waive, name="urging_split_waive"),
    path("urgings/dissolve/<str:code>/", urging_branches.urging_dissolve, name="urging_dissolve"),
    path("urgings/dissolve/<str:code>/waive/", urging_branches.urging_dissolve_waive, name="urging_dissolve_waive"),
    path("plans/", plans.formation_plans_set, name="formation_plans_set"),
    path("of/<uuid:uuid>/", plans.formation_plan, name="formation_plan"),
    path("of/<uuid:uuid>/plan/", plans.formation_plan_set, name="formation_plan_set"),
    path("of/<uuid:uuid>/end/", plans.formation_plan_end, name="formation_plan_end"),
]
