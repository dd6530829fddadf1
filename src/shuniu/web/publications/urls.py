"""Addresses of published figures."""

from django.urls import path

from shuniu.web.publications import publishing, views

urlpatterns = [
    path("", views.publications, name="publications"),
    path("new/", publishing.publication_new, name="publication_new"),
    path("<uuid:public>/", views.publication, name="publication"),
    path("<uuid:public>/again/", views.publication_again, name="publication_again"),
    path("<uuid:public>/export/", views.publication_export, name="publication_export"),
    path("<uuid:public>/withdraw/", publishing.publication_withdraw, name="publication_withdraw"),
]
