"""Addresses of considerations (the desk, a proposal, deciding, merging) and of co-signing."""

from django.urls import path

from fortschrift.deliberation.views import (
    cosigning,
    deciding,
    desk,
    merging,
    opening,
    proposal,
    wording,
)

app_name = "deliberation"

_READING = "<slug:municipality>/konzepte/<slug:concept>/durchsichten/<int:number>/"
_COSIGNING = "<slug:municipality>/konzepte/<slug:concept>/fassungen/<slug:version>/mitzeichnung/"
_DESK = f"{_READING}beratung/<slug:body>/"

urlpatterns = [
    path(f"{_READING}beratung/", opening.open_desk, name="open"),
    path(_DESK, desk.desk, name="desk"),
    path(f"{_DESK}vorschlag/<int:proposal>/", proposal.proposal, name="proposal"),
    path(f"{_DESK}vorschlag/<int:proposal>/wortlaut/", wording.wording, name="wording"),
    path(f"{_DESK}entscheiden/", deciding.decide, name="decide"),
    path(f"{_DESK}einarbeiten/", merging.merge, name="merge"),
    path(_COSIGNING, cosigning.board, name="cosignatures"),
    path(f"{_COSIGNING}als/<str:key>/", cosigning.come_in, name="cosign_come_in"),
    path(f"{_COSIGNING}antwort/", cosigning.answer, name="cosign_answer"),
    path(f"{_DESK}ueberschneidung/<uuid:conflict>/", merging.overlap, name="overlap"),
]
