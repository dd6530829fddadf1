"""Addresses under 管理."""

from django.urls import path

from shuniu.web.settings import overview

urlpatterns = [path("", overview.settings, name="settings")]
