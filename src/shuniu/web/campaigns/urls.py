"""Addresses of campaigns."""

from django.urls import path

from shuniu.web.campaigns import views, writing

urlpatterns = [
    path("", views.campaigns, name="campaigns"),
    path("new/", writing.campaign_new, name="campaign_new"),
    path("<uuid:public>/", views.campaign, name="campaign"),
    path("<uuid:public>/change/", writing.campaign_change, name="campaign_change"),
    path("<uuid:public>/correct/", writing.campaign_correct, name="campaign_correct"),
    path("<uuid:public>/goal/", writing.campaign_goal, name="campaign_goal"),
    path("<uuid:public>/end/", writing.campaign_end, name="campaign_end"),
]
