"""Addresses of versions, of considerations (desk, decisions, answers), and of co-signing."""

from django.urls import path

from fortschrift.deliberation.views import (
    answers,
    cosigning,
    deciding,
    desk,
    lists,
    merging,
    opening,
    proposal,
    versions,
    wording,
)

app_name = "deliberation"

_READING = "<slug:municipality>/konzepte/<slug:concept>/durchsichten/<int:number>/"
_VERSION = "<slug:municipality>/konzepte/<slug:concept>/fassungen/<slug:version>/"
_COSIGNING = "<slug:municipality>/konzepte/<slug:concept>/fassungen/<slug:version>/mitzeichnung/"
_DESK = f"{_READING}beratung/<slug:body>/"

urlpatterns = [
    path(f"{_VERSION}uebergabe/", versions.hand_over, name="hand_over"),
    path(f"{_VERSION}beschluss/", versions.decide, name="decide_version"),
    path(f"{_READING}beratung/", opening.open_desk, name="open"),
    path(_DESK, desk.desk, name="desk"),
    path(f"{_DESK}vorschlaege.<slug:ending>", lists.proposals_list, name="list"),
    path(f"{_DESK}vorschlag/<int:proposal>/", proposal.proposal, name="proposal"),
    path(f"{_DESK}vorschlag/<int:proposal>/wortlaut/", wording.wording, name="wording"),
    path(f"{_DESK}entscheiden/", deciding.decide, name="decide"),
    path(f"{_DESK}antworten/", answers.answers, name="answers"),
    path(f"{_DESK}antworten/zettel/", answers.slips, name="slips"),
    path(f"{_DESK}einarbeiten/", merging.merge, name="merge"),
    path(_COSIGNING, cosigning.board, name="cosignatures"),
    path(f"{_COSIGNING}als/<str:key>/", cosigning.come_in, name="cosign_come_in"),
    path(f"{_COSIGNING}antwort/", cosigning.answer, name="cosign_answer"),
    path(f"{_DESK}ueberschneidung/<uuid:conflict>/", merging.overlap, name="overlap"),
]
