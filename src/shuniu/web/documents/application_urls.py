"""Addresses of what an organization applies for, where somebody passes it on, as a 申请."""

from django.urls import path

from shuniu.web.documents import requests

urlpatterns = [
    path("", requests.case_application, name="case_application"),
    path("file/", requests.case_application_file, name="case_application_file"),
]
