"""Write the tree of a text as navigation: beside it on a wide screen, folded above it on a phone.

In Python and not as a template that includes itself, because a concept has hundreds of elements.
"""

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from fortschrift.web.content import content_lang
from fortschrift.web.icons import icon
from fortschrift.web.pieces import badge, safe
from fortschrift.web.shapes import OutlineItem


def render_outline(items: Sequence[OutlineItem], label: str) -> SafeString:
    """Write the tree below a line that folds it; ``label`` names it."""
    # Focusable, because on a wide screen a long outline scrolls by itself.
    return format_html(
        '<nav class="fs-outline" aria-label="{0}" tabindex="0"><details><summary>{1} {0}</summary>'
        "{2}</details></nav>",
        label,
        icon("list"),
        _list(items, content_lang()),
    )


def _list(items: Sequence[OutlineItem], lang: str) -> SafeString:
    return mark_safe(f"<ul>{''.join(_item(item, lang) for item in items)}</ul>")


def _item(item: OutlineItem, lang: str) -> str:
    current = ' aria-current="true"' if item.current else ""
    number, label = safe(item.number), safe(item.label)
    before = f'<span class="fs-outline__number"{lang}>{number}</span>' if number else ""
    mark = badge(item.badge.label, item.badge.tone, item.badge.icon) if item.badge else ""
    link = f'<a href="{safe(item.url)}"{current}>{before}<span>{label}</span>{mark}</a>'
    return f"<li>{link}{_below(item, number, label, lang)}</li>"


def _below(item: OutlineItem, number: str, label: str, lang: str) -> str:
    if not item.children:
        return ""
    items = _list(item.children, lang)
    if not item.folded:
        return items
    spoken = f'<span class="kern-sr-only">{number} {label}: </span>'
    return f"<details><summary>{spoken}{icon('chevron', size='small')}</summary>{items}</details>"
