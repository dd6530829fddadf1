"""Addresses of Party organizations."""

from django.urls import path

from shuniu.web.party import card, changing, founding, listing, tree

urlpatterns = [
    path("", tree.party, name="party"),
    path("list/", listing.party_list, name="party_list"),
    path("export/", listing.party_export, name="party_export"),
    path("new/", founding.party_new, name="party_new"),
    path("of/<str:code>/", card.party_organization, name="party_organization"),
    path("of/<str:code>/branches/", tree.party_branches, name="party_branches"),
    path("of/<str:code>/rename/", changing.party_rename, name="party_rename"),
    path("of/<str:code>/move/", changing.party_move, name="party_move"),
    path("of/<str:code>/cover/", changing.party_cover, name="party_cover"),
    path("of/<str:code>/term/", changing.party_term, name="party_term"),
    path("of/<str:code>/merge/", changing.party_merge, name="party_merge"),
    path("of/<str:code>/dissolve/", changing.party_dissolve, name="party_dissolve"),
]
