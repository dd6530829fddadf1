"""Addresses of 组建: filled in by unit, looked at by case."""

from django.urls import path

from shuniu.web.formation import answering, archiving, consenting, deciding, filling, reading, urging

urlpatterns = [
    path("own/", filling.formation_own, name="formation_own"),
    path("consents/", consenting.formation_consents, name="formation_consents"),
    path("for/<uuid:unit>/", filling.formation_fill, name="formation_fill"),
    path("for/<uuid:unit>/check/", filling.formation_check, name="formation_check"),
    path("for/<uuid:unit>/submit/", filling.formation_submit, name="formation_submit"),
    path("for/<uuid:unit>/urge/", urging.formation_urge, name="formation_urge"),
    path("for/<uuid:unit>/urge/waive/", urging.formation_urge_waive, name="formation_urge_waive"),
    path("<uuid:uuid>/", reading.formation, name="formation"),
    path("<uuid:uuid>/consent/<uuid:unit>/", consenting.formation_consent, name="formation_consent"),
    path("<uuid:uuid>/accept/", deciding.formation_accept, name="formation_accept"),
    path("<uuid:uuid>/return/", deciding.formation_return, name="formation_return"),
    path("<uuid:uuid>/withdraw/", deciding.formation_withdraw, name="formation_withdraw"),
    path("<uuid:uuid>/reply/", answering.formation_reply, name="formation_reply"),
    path("<uuid:uuid>/answer/", answering.formation_answer, name="formation_answer"),
    path("<uuid:uuid>/refuse/", answering.formation_refuse, name="formation_refuse"),
    path("<uuid:uuid>/defer/", answering.formation_defer, name="formation_defer"),
    path("<uuid:uuid>/take-back/", answering.formation_take_back, name="formation_take_back"),
    path("<uuid:uuid>/archive/", archiving.formation_archive, name="formation_archive"),
    path("<uuid:uuid>/archive/list/", archiving.formation_archive_list, name="formation_archive_list"),
    path("<uuid:uuid>/drop/", answering.formation_drop, name="formation_drop"),
]
