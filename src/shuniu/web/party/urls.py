"""Addresses of Party organizations."""

from django.urls import path

from shuniu.web.party import accepting, card, changing, contacts, founding, listing, placing, reshaping, splitting, tree

urlpatterns = [
    path("", tree.party, name="party"),
    path("list/", listing.party_list, name="party_list"),
    path("export/", listing.party_export, name="party_export"),
    path("accept/", accepting.formations_accept, name="formations_accept"),
    path("new/", founding.party_new, name="party_new"),
    path("of/<str:code>/", card.party_organization, name="party_organization"),
    path("of/<str:code>/branches/", tree.party_branches, name="party_branches"),
    path("of/<str:code>/rename/", changing.party_rename, name="party_rename"),
    path("of/<str:code>/move/", changing.party_move, name="party_move"),
    path("of/<str:code>/cover/", changing.party_cover, name="party_cover"),
    path("of/<str:code>/term/", changing.party_term, name="party_term"),
    path("of/<str:code>/merge/", changing.party_merge, name="party_merge"),
    path("of/<str:code>/dissolve/", changing.party_dissolve, name="party_dissolve"),
    path("of/<str:code>/contacts/", contacts.party_contacts, name="party_contacts"),
    path("of/<str:code>/contact/", contacts.party_contact, name="party_contact"),
    path("of/<str:code>/kind/", reshaping.party_kind, name="party_kind"),
    path("of/<str:code>/formation/", reshaping.party_formation, name="party_formation"),
    path("of/<str:code>/load/", reshaping.party_profile, name="party_profile"),
    path("of/<str:code>/split/", splitting.party_split, name="party_split"),
    path("of/<str:code>/seat/", placing.party_seat, name="party_seat"),
    path("of/<str:code>/locality/", placing.party_locality, name="party_locality"),
    path("of/<str:code>/guide/", placing.party_guide, name="party_guide"),
    path("of/<str:code>/plan/", placing.party_plan, name="party_plan"),
]
