"""Addresses of elections."""

from django.urls import path

from shuniu.web.elections import archiving, card, ending, filing, letters, listing, minutes, numbering, ordering, voting

urlpatterns = [
    path("", listing.elections, name="elections"),
    path("export/", listing.elections_export, name="elections_export"),
    path("of/<str:code>/", filing.election_new, name="election_new"),
    path("of/<str:code>/by-election/", filing.by_election_new, name="by_election_new"),
    path("of/<str:code>/dispatch/", filing.secretary_dispatch, name="secretary_dispatch"),
    path("of/<str:code>/postpone/", filing.postponement_new, name="postponement_new"),
    path("of/<str:code>/reminder/", numbering.election_reminder, name="election_reminder"),
    path("postponements/<uuid:uuid>/", card.postponement, name="postponement"),
    path("postponements/<uuid:uuid>/move/", card.postponement_move, name="postponement_move"),
    path("letters/<uuid:public>/", letters.election_letter, name="election_letter"),
    path("postponements/<uuid:uuid>/approve/", numbering.postponement_approve, name="postponement_approve"),
    path("postponements/<uuid:uuid>/refuse/", numbering.postponement_refuse, name="postponement_refuse"),
    path("<uuid:uuid>/", card.election, name="election"),
    path("<uuid:uuid>/move/", card.election_move, name="election_move"),
    path("<uuid:uuid>/approve/", numbering.election_approve, name="election_approve"),
    path("<uuid:uuid>/candidates/", voting.election_candidates, name="election_candidates"),
    path("<uuid:uuid>/order/<str:post>/", ordering.election_order, name="election_order"),
    path("<uuid:uuid>/ballot/", letters.election_ballot, name="election_ballot"),
    path("<uuid:uuid>/archive/", archiving.election_archive, name="election_archive"),
    path("<uuid:uuid>/archive/list/", archiving.election_archive_list, name="election_archive_list"),
    path("<uuid:uuid>/minutes/<int:number>/", minutes.election_minutes, name="election_minutes"),
    path("<uuid:uuid>/vote/", voting.election_vote, name="election_vote"),
    path("<uuid:uuid>/end/", ending.election_end, name="election_end"),
    path("<uuid:uuid>/renominate/", ending.election_renominate, name="election_renominate"),
    path("<uuid:uuid>/report/", voting.election_report, name="election_report"),
    path("<uuid:uuid>/reply/", voting.election_reply, name="election_reply"),
]
