"""Addresses of the meetings of committees."""

from django.urls import path

from shuniu.web.meetings import agenda, convening, deciding, minutes, planning, views

urlpatterns = [
    path("", views.meetings, name="meetings"),
    path("export/", views.meetings_export, name="meetings_export"),
    path("new/", convening.meeting_new, name="meeting_new"),
    path("<uuid:public>/", views.meeting, name="meeting"),
    path("<uuid:public>/change/", planning.meeting_change, name="meeting_change"),
    path("<uuid:public>/cancel/", planning.meeting_cancel, name="meeting_cancel"),
    path("<uuid:public>/add/", agenda.meeting_add, name="meeting_add"),
    path("<uuid:public>/remove/", agenda.meeting_remove, name="meeting_remove"),
    path("<uuid:public>/order/", agenda.meeting_order, name="meeting_order"),
    path("<uuid:public>/attendance/", deciding.meeting_attendance, name="meeting_attendance"),
    path("<uuid:public>/decide/", deciding.meeting_decide, name="meeting_decide"),
    path("<uuid:public>/close/", deciding.meeting_close, name="meeting_close"),
    path("<uuid:public>/minutes/", minutes.meeting_minutes, name="meeting_minutes"),
]
