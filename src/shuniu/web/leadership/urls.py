"""Addresses of 班子; they stand beneath those of Party organizations."""

from django.urls import path

from shuniu.web.leadership import appointing, board, handover, proposing, writing

urlpatterns = [
    path("of/<str:code>/leadership/", board.leadership, name="leadership"),
    path("of/<str:code>/leadership/set/", writing.leadership_set, name="leadership_set"),
    path("of/<str:code>/leadership/end/", writing.leadership_end, name="leadership_end"),
    path("of/<str:code>/leadership/workers/", writing.leadership_worker, name="leadership_worker"),
    path("of/<str:code>/handover/", handover.handover_begin, name="handover_begin"),
    path("handovers/<uuid:uuid>/", handover.handover, name="handover"),
    path("handovers/<uuid:uuid>/hand-over/", handover.handover_hand, name="handover_hand"),
    path("handovers/<uuid:uuid>/take-over/", handover.handover_take, name="handover_take"),
    path("handovers/<uuid:uuid>/return/", handover.handover_return, name="handover_return"),
    path("handovers/<uuid:uuid>/untaken/", handover.handover_untaken, name="handover_untaken"),
    path("handovers/<uuid:uuid>/end/", handover.handover_end, name="handover_end"),
    path("of/<str:code>/appointment/", proposing.appointment_fill, name="appointment_fill"),
    path("appointments/<uuid:uuid>/", appointing.appointment, name="appointment"),
    path("appointments/<uuid:uuid>/accept/", appointing.appointment_accept, name="appointment_accept"),
    path("appointments/<uuid:uuid>/return/", appointing.appointment_return, name="appointment_return"),
    path("appointments/<uuid:uuid>/withdraw/", appointing.appointment_withdraw, name="appointment_withdraw"),
    path("appointments/<uuid:uuid>/drop/", appointing.appointment_drop, name="appointment_drop"),
    path("appointments/<uuid:uuid>/reply/", appointing.appointment_reply, name="appointment_reply"),
    path("appointments/<uuid:uuid>/answer/", appointing.appointment_answer, name="appointment_answer"),
]
