"""Addresses at which a difference between report and register is set aside, and taken up again."""

from django.urls import path

from shuniu.web.organizations import setting_aside

urlpatterns = [
    path("aside/", setting_aside.difference_aside, name="difference_aside"),
    path("take-up/", setting_aside.difference_take_up, name="difference_take_up"),
]
