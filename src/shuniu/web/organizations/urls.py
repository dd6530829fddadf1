"""Addresses of social organizations."""

from django.urls import path

from shuniu.web.organizations import (
    attaching,
    card,
    contacts,
    hubs,
    listing,
    party_report,
    registering,
    relating,
    reporting,
    same,
    standing,
)

urlpatterns = [
    path("", listing.organizations, name="organizations"),
    path("export/", listing.organizations_export, name="organizations_export"),
    path("hubs/", hubs.hubs, name="hubs"),
    path("hubs/export/", hubs.hubs_export, name="hubs_export"),
    path("alike/", same.organizations_alike, name="organizations_alike"),
    path("new/", registering.organization_new, name="organization_new"),
    path("<uuid:uuid>/", card.organization, name="organization"),
    path("<uuid:uuid>/change/", registering.organization_change, name="organization_change"),
    path("<uuid:uuid>/correct/", registering.organization_correct, name="organization_correct"),
    path("<uuid:uuid>/attach/", attaching.organization_attach, name="organization_attach"),
    path("<uuid:uuid>/classify/", standing.organization_classify, name="organization_classify"),
    path("<uuid:uuid>/strike-off/", standing.organization_strike_off, name="organization_strike_off"),
    path("<uuid:uuid>/head-count/", reporting.organization_head_count, name="organization_head_count"),
    path("<uuid:uuid>/party-report/", party_report.organization_party_report, name="organization_party_report"),
    path("<uuid:uuid>/work-coverage/", reporting.organization_work_coverage, name="organization_work_coverage"),
    path("<uuid:uuid>/grade/", reporting.organization_grade, name="organization_grade"),
    path("<uuid:uuid>/decouple/", relating.organization_decouple, name="organization_decouple"),
    path("<uuid:uuid>/charter/", relating.organization_charter, name="organization_charter"),
    path("<uuid:uuid>/guide/", relating.organization_guide, name="organization_guide"),
    path("<uuid:uuid>/succeed/", relating.organization_succeed, name="organization_succeed"),
    path("<uuid:uuid>/same/", same.organization_same, name="organization_same"),
    path("<uuid:uuid>/hub/", hubs.organization_hub, name="organization_hub"),
    path("<uuid:uuid>/hub-elements/", hubs.organization_hub_elements, name="organization_hub_elements"),
    path("<uuid:uuid>/contacts/", contacts.organization_contacts, name="organization_contacts"),
    path("<uuid:uuid>/contact/", contacts.organization_contact, name="organization_contact"),
]
