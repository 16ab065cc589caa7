"""The addresses of the council's pages; rows must come with their municipality loaded."""

from django.urls import reverse

from fortschrift.council.models import Contact, Meeting, Organization, Paper


def organization_url(organization: Organization) -> str:
    return reverse(
        "council:organization",
        kwargs={
            "municipality": organization.municipality.slug,
            "organization": organization.slug,
        },
    )


def meeting_url(meeting: Meeting) -> str:
    organization = meeting.organization
    return reverse(
        "council:meeting",
        kwargs={
            "municipality": organization.municipality.slug,
            "organization": organization.slug,
            "meeting": meeting.slug,
        },
    )


def paper_url(paper: Paper) -> str:
    return reverse(
        "council:paper", kwargs={"municipality": paper.municipality.slug, "paper": paper.slug}
    )


def contact_url(contact: Contact) -> str:
    """Return the page of a contact, for those who may see it."""
    municipality = contact.organization.municipality.slug
    return reverse("council:contact", kwargs={"municipality": municipality, "contact": contact.pk})
