"""Questions about rights on readings and on what is handed in."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.models import Municipality, RoleAssignment, User
from fortschrift.accounts.permissions import holds_role, may_see_internal
from fortschrift.accounts.results import Allowed, Denied, Result
from fortschrift.concepts.models import Version
from fortschrift.council.models import Contact, Organization
from fortschrift.participation.codes import hash_of
from fortschrift.participation.models import Invitation, PersonalLink, Reading, Submission
from fortschrift.sources.models import Visibility
from fortschrift.web.dates import date_words

Role = RoleAssignment.Role


def may_hold_readings(actor: User | None, municipality: Municipality) -> Result:
    """The officer of the concept and the committee office call for readings and end them."""
    return holds_role(actor, municipality, Role.OFFICER, Role.CLERK)


def may_handle_submissions(actor: User | None, municipality: Municipality) -> Result:
    """The office enters what comes on paper or by telephone, releases and holds back."""
    return holds_role(actor, municipality, Role.OFFICER, Role.CLERK)


def may_submit(
    actor: User | None, reading: Reading, day: date, invitation: Invitation | None = None
) -> Result:
    """Whoever is called or invited may propose while it is open; the office for others always."""
    if may_handle_submissions(actor, reading.municipality):
        return Allowed()
    if not reading.is_open_on(day):
        return _closed(reading, day)
    if reading.calls_everyone and reading.visibility == Visibility.PUBLIC:
        return Allowed()
    if invitation is not None and invitation.reading_id == reading.pk:
        return may_answer_by_link(invitation, day)
    return may_see_internal(actor, reading.municipality)


def may_answer_by_link(link: PersonalLink, day: date, *, key: str | None = None) -> Result:
    """Whoever holds the key of a personal link may answer, until it ends or is taken back.

    Without ``key`` the caller has seen it before, as a session has.
    """
    if key is not None and hash_of(key) != link.key_hash:
        return Denied(_("Dieser Link gilt hier nicht."))
    if link.holds_on(day):
        return Allowed()
    return Denied(_("Dieser Link gilt nicht mehr. Bitte fragen Sie nach einem neuen."))


def _closed(reading: Reading, day: date) -> Denied:
    first, last = reading.opens.earliest, reading.closes.latest
    if first is not None and day < first:
        return Denied(
            _("Vorschläge sind möglich ab %(date)s.") % {"date": date_words(reading.opens)}
        )
    if last is not None and last < day:
        return Denied(
            _("Diese Durchsicht endete am %(date)s.") % {"date": date_words(reading.closes)}
        )
    return Denied(_("Diese Durchsicht nimmt keine Vorschläge entgegen."))


def speaks_for(
    actor: User | None, organization: Organization, day: date, invitation: Invitation | None = None
) -> Result:
    """Whoever was invited for an organization speaks for it, or has the address of its contact."""
    if invitation is not None and invitation.contact.organization_id == organization.pk:
        return may_answer_by_link(invitation, day)
    if actor is not None and actor.is_active:
        rows = Contact.objects.holding_on(day).filter(organization=organization)
        if rows.filter(email__iexact=actor.email).exists():
            return Allowed()
    return Denied(_("Das kann nur die Organisation selbst sagen."))


def may_endorse(
    actor: User | None,
    version: Version,
    organization: Organization,
    day: date,
    invitation: Invitation | None = None,
) -> Result:
    """Whoever speaks for the organization; the office enters it for them.

    An invitation speaks in the reading it is for, so only on the version that is read there.
    """
    if invitation is not None and invitation.reading.version_id != version.pk:
        return Denied(_("Diese Einladung gilt für eine andere Fassung."))
    itself = speaks_for(actor, organization, day, invitation)
    return itself if itself else may_handle_submissions(actor, version.municipality) or itself


def may_wish(actor: User | None, version: Version) -> Result:
    """Anybody may leave a wish on a version that everybody may read."""
    if actor is not None and not actor.is_active:
        return Denied(_("Dieses Konto ist gesperrt."))
    return Allowed()


def may_respond(
    actor: User | None,
    submission: Submission,
    kind: str,
    day: date,
    invitation: Invitation | None = None,
) -> Result:
    """Whoever may propose in a reading may support and remark on what others did, if it is on."""
    reading = submission.reading
    if reading is None or not reading.takes(kind):
        return Denied(_("Das ist in dieser Durchsicht nicht vorgesehen."))
    if not reading.is_open_on(day):
        return _closed(reading, day)
    return may_submit(actor, reading, day, invitation)


def may_withdraw(actor: User | None, submission: Submission, code: str = "") -> Result:
    """Whoever sent it may take it back, by their account or its short code; the office for them."""
    if code and code == submission.code:
        return Allowed()
    if actor is not None and actor.is_active and submission.user_id == actor.pk:
        return Allowed()
    return may_handle_submissions(actor, submission.municipality)
