"""Addresses of concepts and their versions, of drafts at the desk, and of what is brought in."""

from django.urls import path, register_converter

from fortschrift.concepts.comparing.sides import AskedConverter
from fortschrift.concepts.views import (
    amendments,
    beginning,
    begun_files,
    bringing_in,
    comparing,
    desk,
    draft_history,
    drafts,
    errata,
    files,
    freezing,
    laying,
    mapping,
    mapping_tables,
    origins,
    outlines,
    pictures,
    steps,
    tables,
    taking_in,
    versions,
    which_version,
    writing,
)

register_converter(AskedConverter, "side")

_CONCEPTS = "<slug:municipality>/konzepte/"
_FILES = f"{_CONCEPTS}einlesen/"
_FILE = f"{_FILES}<uuid:draft>/"
_CONCEPT = f"{_CONCEPTS}<slug:concept>/"
_VERSION = f"{_CONCEPT}fassungen/<slug:version>/"
_DRAFT = f"{_CONCEPT}entwuerfe/<slug:strand>/"
_NAMED = "<slug:name>.<slug:ending>"
_ELEMENT = f"{_DRAFT}e/<slug:node>/"

app_name = "concepts"
urlpatterns = [
    path(_CONCEPTS, versions.concepts, name="concepts"),
    path(f"{_CONCEPTS}welche-fassung/", which_version.which_version, name="which_version"),
    path(f"{_CONCEPTS}neu/", beginning.begin, name="begin"),
    path(_FILES, bringing_in.bring_in, name="bring_in"),
    path(f"{_FILES}dateien/<int:record>/", taking_in.manuscript_record, name="manuscript_record"),
    path(f"{_FILES}angefangen/", begun_files.begun_files, name="begun_files"),
    path(_FILE, mapping.manuscript, name="manuscript"),
    path(
        f"{_FILE}tabelle/<int:position>/",
        mapping_tables.manuscript_table,
        name="manuscript_table",
    ),
    path(f"{_FILE}aufgeben/", begun_files.give_up_manuscript, name="give_up_manuscript"),
    path(f"{_FILE}nicht-uebernommen/", taking_in.manuscript_left_over, name="manuscript_left_over"),
    path(f"{_FILE}uebernehmen/", taking_in.take_manuscript, name="take_manuscript"),
    path(f"{_CONCEPT}leerer-entwurf/", beginning.begin_empty, name="begin_empty"),
    path(f"{_CONCEPT}gliederung/", outlines.outline, name="outline"),
    path(_VERSION, versions.version, name="version"),
    path(f"{_VERSION}{_NAMED}", files.version_download, name="version_file"),
    path(f"{_VERSION}herkunft/", origins.all_passages, name="origins"),
    path(f"{_VERSION}herkunft/<slug:node>/", origins.passage, name="origin"),
    path(f"{_CONCEPT}vergleich/", comparing.choose, name="choose_comparison"),
    path(f"{_CONCEPT}aenderungen/", amendments.amendments, name="amendments"),
    path(f"{_CONCEPT}aenderungen/<int:number>/", amendments.amendment, name="amendment"),
    path(f"{_CONCEPT}aenderungen/vorlegen/", laying.lay, name="lay_amendments"),
    path(f"{_CONCEPT}vergleich/<side:old>/<side:new>/", comparing.comparison, name="comparison"),
    path(
        f"{_CONCEPT}vergleich/<side:old>/<side:new>/<slug:name>.docx",
        files.comparison_download,
        name="comparison_file",
    ),
    path(f"{_DRAFT}{_NAMED}", files.draft_download, name="draft_file"),
    path(f"{_CONCEPT}entwuerfe/", drafts.drafts, name="drafts"),
    path(_DRAFT, desk.desk, name="desk"),
    path(f"{_DRAFT}tabelle/", tables.table, name="desk_table"),
    path(f"{_DRAFT}verlauf/", draft_history.history, name="desk_history"),
    path(f"{_DRAFT}verlauf/<uuid:change>/", draft_history.change, name="desk_change"),
    path(f"{_DRAFT}festschreiben/", freezing.freeze, name="desk_freeze"),
    path(f"{_DRAFT}berichtigungen/", errata.errata, name="desk_errata"),
    path(_ELEMENT, writing.element, name="desk_element"),
    path(f"{_ELEMENT}merken/", writing.keep, name="desk_keep"),
    path(f"{_ELEMENT}schritt/", steps.step, name="desk_step"),
    path(f"{_ELEMENT}neu/", steps.add, name="desk_add"),
    path(f"{_ELEMENT}verschieben/", steps.move, name="desk_move"),
    path(f"{_ELEMENT}ebene/", steps.relevel, name="desk_level"),
    path(f"{_ELEMENT}bild/", pictures.picture, name="desk_picture"),
    path(f"{_ELEMENT}teilen/", steps.part, name="desk_part"),
    path(f"{_ELEMENT}zusammenfuehren/", steps.unite, name="desk_unite"),
    path(f"{_ELEMENT}streichen/", steps.strike, name="desk_strike"),
]
