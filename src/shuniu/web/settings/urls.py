"""Addresses under 管理."""

from django.urls import path

from shuniu.web.settings import bodies, deciding, overview, reported, targets, templates, texts

urlpatterns = [
    path("", overview.settings, name="settings"),
    path("texts/", texts.texts, name="texts"),
    path("texts/<str:key>/", texts.text_value, name="text_value"),
    path("texts/<str:key>/decide/", deciding.text_decide, name="text_decide"),
    path("texts/<str:key>/withdraw/", deciding.text_withdraw, name="text_withdraw"),
    path("targets/", targets.targets, name="targets"),
    path("targets/new/", targets.target_new, name="target_new"),
    path("reported/", reported.reports, name="reported"),
    path("reported/new/", reported.report_new, name="report_new"),
    path("templates/", templates.templates, name="document_templates"),
    path("templates/<str:kind>/", templates.template, name="document_template"),
    path("templates/<str:kind>/file/", templates.template_file, name="document_template_file"),
    path("templates/<str:kind>/sample/", templates.template_sample, name="document_template_sample"),
    path("templates/<str:kind>/return/", templates.template_return, name="document_template_return"),
    path("bodies/", bodies.bodies, name="bodies"),
    path("bodies/new/", bodies.body_new, name="body_new"),
    path("bodies/<uuid:uuid>/", bodies.body, name="body"),
    path("bodies/<uuid:uuid>/rename/", bodies.body_rename, name="body_rename"),
    path("bodies/<uuid:uuid>/abolish/", bodies.body_abolish, name="body_abolish"),
]
