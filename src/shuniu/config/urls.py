"""The whole site map on one screen."""

from django.urls import URLPattern, URLResolver, include, path

from shuniu.web.pages import guide, home

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("guide/", guide.guide, name="guide"),
    path("guide/<slug:chapter>/", guide.guide_chapter, name="guide_chapter"),
    path("", include("shuniu.web.accounts.urls")),
    path("organizations/submissions/", include("shuniu.web.submissions.urls")),
    path("organizations/", include("shuniu.web.sync.urls")),
    path("organizations/pipeline/", include("shuniu.web.formation.pipeline_urls")),
    path("organizations/", include("shuniu.web.organizations.urls")),
    path("party/instructors/", include("shuniu.web.instructors.urls")),
    path("party/", include("shuniu.web.leadership.urls")),
    path("party/", include("shuniu.web.party.urls")),
    path("members/", include("shuniu.web.members.urls")),
    path("cases/meetings/", include("shuniu.web.meetings.urls")),
    path("cases/documents/", include("shuniu.web.documents.urls")),
    path("cases/received/", include("shuniu.web.documents.received_urls")),
    path("cases/of/<uuid:uuid>/request/", include("shuniu.web.documents.request_urls")),
    path("cases/of/<uuid:uuid>/application/", include("shuniu.web.documents.application_urls")),
    path("cases/of/<uuid:uuid>/report/", include("shuniu.web.documents.report_urls")),
    path("cases/formations/", include("shuniu.web.formation.urls")),
    path("cases/", include("shuniu.web.cases.urls")),
    path("elections/", include("shuniu.web.elections.urls")),
    path("views/", include("shuniu.web.views.urls")),
    path("figures/publications/", include("shuniu.web.publications.urls")),
    path("figures/campaigns/", include("shuniu.web.campaigns.urls")),
    path("figures/differences/<uuid:uuid>/", include("shuniu.web.organizations.difference_urls")),
    path("figures/", include("shuniu.web.figures.urls")),
    path("cases/adjustments/", include("shuniu.web.formation.adjusting_urls")),
    path("imports/", include("shuniu.web.imports.urls")),
    path("settings/accounts/", include("shuniu.web.accounts.managing_urls")),
    path("settings/journal/", include("shuniu.web.journal.urls")),
    path("settings/", include("shuniu.web.settings.urls")),
]

handler400 = "shuniu.web.pages.errors.incomplete"
handler403 = "shuniu.web.pages.errors.forbidden"
handler404 = "shuniu.web.pages.errors.missing"
handler500 = "shuniu.web.pages.errors.broken"
