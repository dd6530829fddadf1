"""Addresses of signing in and of the own account."""

from django.urls import path

from shuniu.web.accounts import own, signing

urlpatterns = [
    path("sign-in/", signing.sign_in, name="sign_in"),
    path("sign-out/", signing.sign_out, name="sign_out"),
    path("password/", own.change_password, name="change_password"),
    path("office/", own.switch_office, name="switch_office"),
]
