"""Personal links: what an invitation to read and a request to co-sign have in common.

Whoever holds the key answers for one contact in one matter, without an account.
"""

import uuid
from datetime import date
from typing import Any, Self, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.append_only import AppendOnly
from fortschrift.council.models import Contact

#: The status of every kind of personal link that closes it for good.
WITHDRAWN = "withdrawn"

L = TypeVar("L", bound="PersonalLink")


class PersonalLinkQuerySet(models.QuerySet[L]):
    """Which links still hold."""

    def standing(self) -> Self:
        """Those nobody has withdrawn."""
        return self.exclude(statuses__status=WITHDRAWN)


class PersonalLink(AppendOnly):
    """A link by which a contact answers; each kind has statuses (``statuses``) of its own.

    Of the key in link and letter only the hash is kept, so a lost one is replaced and not shown
    again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key_hash = models.CharField(max_length=64, unique=True)
    expires = models.DateField(_("gilt bis"))
    recorded = models.DateTimeField(_("erfasst"))

    contact: "models.ForeignKey[Any, Contact]"
    statuses: Any

    class Meta:
        abstract = True

    def __str__(self) -> str:
        """Name the organization, never the person."""
        return str(self.contact.organization)

    def holds_on(self, day: date) -> bool:
        """Whether it can be answered by that day; its statuses may be prefetched."""
        return day <= self.expires and WITHDRAWN not in {s.status for s in self.statuses.all()}
