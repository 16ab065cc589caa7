"""Addresses of council."""

from django.urls import path

from fortschrift.council.views import bodies, contacts, pasted_contacts

app_name = "council"
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
