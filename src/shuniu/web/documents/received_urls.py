"""Addresses of what came in."""

from django.urls import path

from shuniu.web.documents import received, receiving

urlpatterns = [
    path("", received.received, name="received"),
    path("export/", received.received_export, name="received_export"),
    path("<uuid:public>/", receiving.received_document, name="received_document"),
    path("<uuid:public>/sign/", receiving.received_sign, name="received_sign"),
    path("<uuid:public>/note/", receiving.received_note, name="received_note"),
    path("<uuid:public>/file/", receiving.received_file, name="received_file"),
]
