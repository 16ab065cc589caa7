"""Addresses of considerations: the desk, a proposal, deciding, merging, overlaps, lists."""

from django.urls import path

from fortschrift.deliberation.views import (
    deciding,
    desk,
    lists,
    merging,
    opening,
    proposal,
    wording,
)

app_name = "deliberation"

_READING = "<slug:municipality>/konzepte/<slug:concept>/durchsichten/<int:number>/"
_DESK = f"{_READING}beratung/<slug:body>/"

urlpatterns = [
    path(f"{_READING}beratung/", opening.open_desk, name="open"),
    path(_DESK, desk.desk, name="desk"),
    path(f"{_DESK}vorschlaege.<slug:ending>", lists.proposals_list, name="list"),
    path(f"{_DESK}vorschlag/<int:proposal>/", proposal.proposal, name="proposal"),
    path(f"{_DESK}vorschlag/<int:proposal>/wortlaut/", wording.wording, name="wording"),
    path(f"{_DESK}entscheiden/", deciding.decide, name="decide"),
    path(f"{_DESK}einarbeiten/", merging.merge, name="merge"),
    path(f"{_DESK}ueberschneidung/<uuid:conflict>/", merging.overlap, name="overlap"),
]
