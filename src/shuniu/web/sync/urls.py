"""Addresses of an organization's own renewal."""

from django.urls import path

from shuniu.web.sync import renewals

urlpatterns = [
    path("<uuid:uuid>/renewal/", renewals.organization_renewal, name="organization_renewal"),
    path("<uuid:uuid>/renewal/opinion/", renewals.organization_opinion, name="organization_opinion"),
]
