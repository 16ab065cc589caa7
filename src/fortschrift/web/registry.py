"""What higher apps hang into lower pages: menu items, "my tasks", contents of named slots.

One module because the three are one idea: imports point downwards only, so whatever a lower page
shows of a higher app is registered here when that app gets ready (`AppConfig.ready`).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString

Place = Literal["main", "footer"]


@dataclass(frozen=True, slots=True)
class NavItem:
    """A registered menu item; `label` may be lazy."""

    order: int
    label: str | Promise
    url_name: str
    place: Place = "main"


@dataclass(frozen=True, slots=True)
class NavLink:
    """A menu item resolved for one page."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Task:
    """Something a person can do now: shown on the workplace, most urgent first."""

    title: str
    url: str
    due: datetime.date | None = None
    detail: str = ""


TaskProvider = Callable[[Any, Any], Iterable[Task]]
# All objects of the page at once, so that a slot costs the same queries for one row and for fifty;
# gives back the filled pieces by primary key, only for the objects that have one.
SlotRenderer = Callable[[Sequence[Any], HttpRequest], Mapping[Any, SafeString]]
SlotContents = Mapping[str, Mapping[Any, Sequence[SafeString]]]


class SlotNotPrefetchedError(LookupError):
    """A template shows a slot for which its view did not call `prefetch_slots`."""


@dataclass(slots=True)
class Registry:
    """Everything registered in one process."""

    nav: list[NavItem] = field(default_factory=list)
    tasks: list[TaskProvider] = field(default_factory=list)
    slots: dict[str, list[SlotRenderer]] = field(default_factory=dict)


_registry = Registry()


def register_nav(order: int, label: str | Promise, url_name: str, *, place: Place = "main") -> None:
    """Add a menu item; `url_name` takes the keyword `municipality` (its slug) or nothing."""
    if any(item.url_name == url_name and item.place == place for item in _registry.nav):
        raise ValueError(f"{url_name} is already in the {place} navigation")
    _registry.nav.append(NavItem(order, label, url_name, place))


def nav_links(
    municipality: Any | None, *, place: Place = "main", path: str = ""
) -> Sequence[NavLink]:
    """List the menu of a municipality, or of the installation if None, for the page at `path`.

    Items whose address does not exist (for this scope) are left out: an app may be absent.
    """
    found = [
        (item, url)
        for item in sorted(_registry.nav, key=lambda item: item.order)
        if item.place == place and (url := _url(item.url_name, municipality))
    ]
    current = max((url for _, url in found if path.startswith(url)), key=len, default=None)
    return [NavLink(str(item.label), url, url == current) for item, url in found]


def _url(url_name: str, municipality: Any | None) -> str | None:
    scopes: list[dict[str, str]] = [{"municipality": municipality.slug}] if municipality else []
    for kwargs in [*scopes, {}]:
        try:
            return reverse(url_name, kwargs=kwargs)
        except NoReverseMatch:
            continue
    return None


def register_tasks(provider: TaskProvider) -> None:
    """Add a provider of "my tasks": called with (user, municipality), gives Task objects."""
    _registry.tasks.append(provider)


def tasks_for(user: Any, municipality: Any) -> list[Task]:
    """List what the user can do in the municipality now: earliest due first, undated last."""
    found = [task for provider in _registry.tasks for task in provider(user, municipality)]
    return sorted(found, key=lambda task: (task.due is None, task.due or datetime.date.max))


def fill_slot(name: str, renderer: SlotRenderer) -> None:
    """Let `renderer` fill the slot of a lower page, in order of registration.

    The name says page and place: "council.agenda_item", "concepts.origin".
    """
    _registry.slots.setdefault(name, []).append(renderer)


def is_filled(name: str) -> bool:
    """Whether anyone fills this slot at all, for pages to which its objects are dear."""
    return bool(_registry.slots.get(name))


def prefetch_slots(
    objects_by_slot: Mapping[str, Sequence[Any]], *, request: HttpRequest
) -> SlotContents:
    """Call each renderer once for all objects; the view puts the result into its context (`slots`).

    `{% slot "council.agenda_item" item %}` then takes the pieces of one object out of it.
    """
    return {name: _fill(name, objects, request) for name, objects in objects_by_slot.items()}


def _fill(
    name: str, objects: Sequence[Any], request: HttpRequest
) -> Mapping[Any, Sequence[SafeString]]:
    filled: dict[Any, list[SafeString]] = {obj.pk: [] for obj in objects}
    for renderer in _registry.slots.get(name, []) if objects else []:
        for key, piece in renderer(objects, request).items():
            filled[key].append(piece)
    return filled


def slot_pieces(slots: SlotContents | None, name: str, obj: Any) -> Sequence[SafeString]:
    """Give the prefetched pieces of one object, in order of registration."""
    try:
        return (slots or {})[name][obj.pk]
    except KeyError as missing:
        raise SlotNotPrefetchedError(f"{name}: no prefetch_slots for {obj!r}") from missing


@contextmanager
def isolated_registry() -> Iterator[Registry]:
    """Give tests an empty registry and put the real one back afterwards."""
    global _registry  # noqa: PLW0603 - the one process-wide registry is what is exchanged
    kept, _registry = _registry, Registry()
    try:
        yield _registry
    finally:
        _registry = kept
