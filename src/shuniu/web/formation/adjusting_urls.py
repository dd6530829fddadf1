"""Addresses of adjustments: filled in by Party organization and topic, looked at by case."""

from django.urls import path

from shuniu.web.formation import adjusting_deciding as deciding
from shuniu.web.formation import adjusting_filling as filling
from shuniu.web.formation import adjusting_reading as reading
from shuniu.web.formation import archiving

urlpatterns = [
    path("<uuid:uuid>/", reading.adjustment, name="adjustment"),
    path("<uuid:uuid>/accept/", deciding.adjustment_accept, name="adjustment_accept"),
    path("<uuid:uuid>/return/", deciding.adjustment_return, name="adjustment_return"),
    path("<uuid:uuid>/withdraw/", deciding.adjustment_withdraw, name="adjustment_withdraw"),
    path("<uuid:uuid>/reply/", deciding.adjustment_reply, name="adjustment_reply"),
    path("<uuid:uuid>/answer/", deciding.adjustment_answer, name="adjustment_answer"),
    path("<uuid:uuid>/drop/", deciding.adjustment_drop, name="adjustment_drop"),
    path("<uuid:uuid>/archive/", archiving.adjustment_archive, name="adjustment_archive"),
    path("<uuid:uuid>/archive/list/", archiving.adjustment_archive_list, name="adjustment_archive_list"),
    path("of/<str:code>/<slug:topic>/", filling.adjustment_fill, name="adjustment_fill"),
    path("of/<str:code>/<slug:topic>/check/", filling.adjustment_check, name="adjustment_check"),
    path("of/<str:code>/<slug:topic>/submit/", filling.adjustment_submit, name="adjustment_submit"),
]
