"""Addresses of readings: the first page, the text, a passage, what came in."""

from django.urls import path

from fortschrift.participation.views import inbox, inviting, proposing, reading, received

app_name = "participation"

_READING = "<slug:municipality>/konzepte/<slug:concept>/durchsichten/<int:number>/"

urlpatterns = [
    path("<slug:municipality>/kurzcode/", inviting.by_code, name="by_code"),
    path(_READING, reading.reading, name="reading"),
    path(f"{_READING}text/", reading.text, name="text"),
    path(f"{_READING}vorschlaege/", reading.proposals, name="proposals"),
    path(f"{_READING}vorschlagen/", proposing.whole, name="propose"),
    path(f"{_READING}vorschlagen/<slug:node>/", proposing.passage, name="propose_at"),
    path(f"{_READING}eingang/", inbox.inbox, name="inbox"),
    path(f"{_READING}einladungen/", inviting.board, name="board"),
    path(f"{_READING}als/<str:key>/", inviting.come_in, name="come_in"),
    path(f"{_READING}antwort/", inviting.answer, name="answer"),
    path(f"{_READING}eingegangen/<str:code>/", received.received, name="received"),
]
