"""Addresses under 管理."""

from django.urls import path

from shuniu.web.settings import overview, texts

urlpatterns = [
    path("", overview.settings, name="settings"),
    path("texts/", texts.texts, name="texts"),
]
