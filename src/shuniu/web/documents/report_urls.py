"""Addresses of what is reported in a case, as a 报告."""

from django.urls import path

from shuniu.web.documents import requests

urlpatterns = [
    path("", requests.case_report, name="case_report"),
    path("file/", requests.case_report_file, name="case_report_file"),
    path("number/", requests.case_report_number, name="case_report_number"),
]
