"""Addresses of the accounts an office keeps."""

from django.urls import path

from shuniu.web.accounts import managing, provisioning

urlpatterns = [
    path("", managing.accounts, name="accounts"),
    path("new/", managing.account_new, name="account_new"),
    path("several/", provisioning.account_several, name="account_several"),
    path("<uuid:uuid>/", managing.account, name="account"),
    path("<uuid:uuid>/reset/", managing.account_reset, name="account_reset"),
    path("<uuid:uuid>/assign/", managing.account_assign, name="account_assign"),
    path("<uuid:uuid>/end/<uuid:assignment>/", managing.account_end, name="account_end"),
    path("<uuid:uuid>/disable/", managing.account_disable, name="account_disable"),
]
