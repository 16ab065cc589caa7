"""Addresses of council."""

from django.urls import path

from fortschrift.council.views import (
    attendance,
    bodies,
    contacts,
    excerpts,
    pasted_contacts,
    planning,
    votes,
)

app_name = "council"
_BODY = "<slug:municipality>/gremien/<slug:organization>/"
_MEETING = f"{_BODY}sitzungen/<slug:meeting>/"
_VOTE = f"{_MEETING}abstimmungen/<uuid:vote>/"
urlpatterns = [
    path("<slug:municipality>/gremien/", bodies.organizations, name="organizations"),
    path(
        "<slug:municipality>/gremien/<slug:organization>/", bodies.organization, name="organization"
    ),
    path(
        "<slug:municipality>/gremien/<slug:organization>/veroeffentlichen/",
        bodies.publish_organization,
        name="publish_organization",
    ),
    path(f"{_BODY}sitzungen/neu/", planning.new_meeting, name="new_meeting"),
    path(f"{_BODY}beschlussauszug/", excerpts.paste_excerpt, name="paste_excerpt"),
    path(f"{_BODY}ergebnis/", excerpts.record_station, name="record_station"),
    path(f"{_MEETING}angaben/", planning.edit_meeting, name="edit_meeting"),
    path(f"{_MEETING}tagesordnung/", planning.edit_agenda, name="edit_agenda"),
    path(f"{_MEETING}teilnahme/", attendance.edit_attendance, name="edit_attendance"),
    path(f"{_MEETING}erfassen/", votes.record_results, name="record_results"),
    path(f"{_MEETING}erfassen/<int:item>/", votes.record_item, name="record_item"),
    path(f"{_VOTE}berichtigen/", votes.correct_vote, name="correct_vote"),
    path(f"{_VOTE}geprueft/", votes.check_finding, name="check_finding"),
    path(
        "<slug:municipality>/gremien/<slug:organization>/sitzungen/<slug:meeting>/",
        bodies.meeting,
        name="meeting",
    ),
    path("<slug:municipality>/kontakte/", contacts.contacts, name="contacts"),
    path(
        "<slug:municipality>/kontakte/kontakte.xlsx", contacts.contacts_file, name="contacts_file"
    ),
    path("<slug:municipality>/kontakte/neu/", contacts.new_contact, name="new_contact"),
    path("<slug:municipality>/kontakte/einfuegen/", pasted_contacts.paste, name="paste_contacts"),
    path("<slug:municipality>/kontakte/<uuid:contact>/", contacts.contact, name="contact"),
    path(
        "<slug:municipality>/kontakte/<uuid:contact>/uebergeben/",
        contacts.hand_over,
        name="hand_over_contact",
    ),
    path("<slug:municipality>/kontakte/<uuid:contact>/beenden/", contacts.end, name="end_contact"),
    path(
        "<slug:municipality>/kontakte/<uuid:contact>/vertretung/",
        contacts.deputy,
        name="contact_deputy",
    ),
    path(
        "<slug:municipality>/kontakte/<uuid:contact>/loeschen/",
        contacts.erase,
        name="erase_contact",
    ),
    path("<slug:municipality>/sitzungen/", bodies.meetings, name="meetings"),
    path("<slug:municipality>/vorlagen/", bodies.papers, name="papers"),
    path("<slug:municipality>/vorlagen/<slug:paper>/", bodies.paper, name="paper"),
]
