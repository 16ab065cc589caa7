"""Addresses of readings and of lists of wishes: text, passages, what came in and was said."""

from django.urls import path

from fortschrift.participation.views import (
    begun,
    endorsing,
    inbox,
    inviting,
    proposing,
    reading,
    received,
    responding,
    wishes,
)

app_name = "participation"

_CONCEPT = "<slug:municipality>/konzepte/<slug:concept>/"
_READING = f"{_CONCEPT}durchsichten/<int:number>/"
_WISHES = f"{_CONCEPT}fassungen/<slug:version>/themenspeicher/"

urlpatterns = [
    path("<slug:municipality>/kurzcode/", inviting.by_code, name="by_code"),
    path(_READING, reading.reading, name="reading"),
    path(f"{_READING}text/", reading.text, name="text"),
    path(f"{_READING}vorschlaege/", reading.proposals, name="proposals"),
    path(f"{_READING}vorschlaege/<int:proposal>/", responding.proposal, name="proposal"),
    path(f"{_READING}vorschlagen/", proposing.whole, name="propose"),
    path(f"{_READING}vorschlagen/<slug:node>/", proposing.passage, name="propose_at"),
    path(f"{_READING}vorschlagen/<slug:node>/merken/", begun.keep, name="keep"),
    path(f"{_READING}eingang/", inbox.inbox, name="inbox"),
    path(f"{_READING}eingang/anmerkungen/", responding.comments, name="comments"),
    path(f"{_READING}eingang/themenspeicher/", wishes.take_over, name="take_over"),
    path(f"{_READING}einstellungen/", responding.settings, name="settings"),
    path(f"{_READING}einladungen/", inviting.board, name="board"),
    path(f"{_READING}als/<str:key>/", inviting.come_in, name="come_in"),
    path(f"{_READING}antwort/", inviting.answer, name="answer"),
    path(f"{_READING}eingegangen/<str:code>/", received.received, name="received"),
    path(
        f"{_CONCEPT}fassungen/<slug:version>/wir-tragen-das-mit/",
        endorsing.endorsements,
        name="endorsements",
    ),
    path(_WISHES, wishes.wishes, name="wishes"),
    path(f"{_WISHES}wuenschen/", wishes.wish, name="wish_propose"),
    path(f"{_WISHES}wuenschen/<slug:node>/", wishes.wish_at, name="wish_propose_at"),
    path(f"{_WISHES}eingang/", wishes.inbox, name="wish_inbox"),
    path(f"{_WISHES}eingegangen/<str:code>/", wishes.received, name="wish_received"),
]
