"""What may go into a row: held alike for one row and for thousands, whatever the database.

SQLite stores what PostgreSQL refuses (NUL, words too long for their field, numbers out of range),
and half a surrogate pair neither takes.  So the limits that stand on a model's fields are held
here, and every text is one that the text engine would take in.  No query, and no more work for a
field than to look at its value.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import (
    BaseValidator,
    MaxLengthValidator,
    MaxValueValidator,
    MinValueValidator,
)
from django.db import models
from django.db.backends.base.operations import BaseDatabaseOperations
from django.utils.translation import gettext_lazy as _

from fortschrift.core.text.errors import RefusedCharacter
from fortschrift.core.text.intake import check_characters

#: Code points that an act takes in one argument, be it a reason or what was handed in on paper;
#: a page has about 3,000.
LONGEST_ARGUMENT = 500_000


class Limit(NamedTuple):
    """What the value of one field may be; ``longest`` is for words, ``within`` for numbers."""

    name: str
    attribute: str
    longest: int | None = None
    within: tuple[int, int] | None = None


def check_rows(rows: Iterable[models.Model], names: Collection[str] | None = None) -> None:
    """Check the plain fields of rows of one table, or those named.

    Raises ValidationError that names the field: for a character that is no text with its
    position, for words that are too long, for a number out of range.
    """
    limits: tuple[Limit, ...] | None = None
    for row in rows:
        if limits is None:
            limits = _limits(row._meta.model)  # no type(): a row may come as a lazy object
        for limit in limits:
            if names is None:
                _check(limit, row.__dict__.get(limit.attribute))
            elif limit.name in names:
                _check(limit, getattr(row, limit.attribute))


def check_arguments(arguments: Mapping[str, object]) -> None:
    """Check the words that an act is given, before anything is looked up with them.

    Raises ValidationError that names the argument.
    """
    for name, value in arguments.items():
        if isinstance(value, str):
            check_words(name, value)
            if len(value) > LONGEST_ARGUMENT:
                message = _("%(size)d Zeichen sind zu viel; höchstens %(most)d sind möglich.")
                raise ValidationError(
                    {name: message % {"size": len(value), "most": LONGEST_ARGUMENT}}
                )


def check_words(name: str, words: str) -> None:
    """Refuse what the text engine never takes in: NUL, other controls, half a surrogate pair.

    The ends of lines may be of any kind, as nothing is changed here.
    """
    if words.isprintable():
        return
    try:
        check_characters(words.replace("\r", "\n"))
    except RefusedCharacter as error:
        sentence = str(_("Der Text enthält an Stelle {position} ein Zeichen, das kein Text ist."))
        raise ValidationError({name: sentence.format(position=error.position + 1)}) from error


def _check(limit: Limit, value: object) -> None:
    if isinstance(value, str):
        check_words(limit.name, value)
        if limit.longest is not None and len(value) > limit.longest:
            _refuse(limit, MaxLengthValidator(limit.longest), value)
    elif isinstance(value, int) and limit.within is not None:
        smallest, largest = limit.within
        if not smallest <= value <= largest:
            _refuse(limit, MinValueValidator(smallest), value)
            _refuse(limit, MaxValueValidator(largest), value)


def _refuse(limit: Limit, validator: BaseValidator, value: object) -> None:
    """Let Django say in its own words what is wrong."""
    try:
        validator(value)
    except ValidationError as error:
        raise ValidationError({limit.name: error}) from error


@cache
def _limits(model: type[models.Model]) -> tuple[Limit, ...]:
    """Give what the words and numbers of a model may be, in every database."""
    ranges = BaseDatabaseOperations.integer_field_ranges
    found = []
    for field in model._meta.concrete_fields:
        if isinstance(field, models.CharField | models.TextField):
            found.append(Limit(field.name, field.attname, longest=field.max_length))
        elif isinstance(field, models.IntegerField):
            within = ranges[field.get_internal_type()]
            found.append(Limit(field.name, field.attname, within=within))
    return tuple(found)
