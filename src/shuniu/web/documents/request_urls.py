"""Addresses of what is asked for in a case, as a 请示."""

from django.urls import path

from shuniu.web.documents import requests

urlpatterns = [
    path("", requests.case_request, name="case_request"),
    path("file/", requests.case_request_file, name="case_request_file"),
    path("number/", requests.case_request_number, name="case_request_number"),
]
