"""The small icon set of the product: own drawings as inline SVG on a grid of 24 units.

Inline, because such a drawing takes the colour of the text around it, needs no request and no
exception in the content security policy. Icons never speak: the word stands beside them.
"""

from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_LINES = {
    "arrow": "M4 12h15M13 6l6 6-6 6",
    "back": "M20 12H5M11 6l-6 6 6 6",
    "bookmark": "M6 4h12v16l-6-4.5L6 20z",
    "calendar": "M4 6h16v14H4zM4 10.5h16M8 3.5V8M16 3.5V8",
    "chat": "M4 5h16v11H10l-5 4v-4H4z",
    "check": "M5 12.5l4.5 4.5L19 7.5",
    "chevron": "M9 5.5l6.5 6.5L9 18.5",
    "clock": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2.5",
    "close": "M6 6l12 12M18 6L6 18",
    "compare": "M4 5h6.5v14H4zM13.5 5H20v14h-6.5zM6.5 9H8M6.5 12H8M16 9h1.5M16 12h1.5M16 15h1.5",
    "document": "M6 3.5h8l4.5 4.5v12.5H6zM13.5 3.5V8.5h5M9 12.5h6M9 16h6",
    "down": "M5.5 9l6.5 6.5L18.5 9",
    "download": "M12 4v11.5M7 11l5 5 5-5M5 20h14",
    "edit": "M4.5 19.5l1-4.5L16 4.5l3.5 3.5L9 18.5zM13.5 7l3.5 3.5",
    "external": "M10 5H5v14h14v-5M13.5 4.5h6v6M19 5l-8.5 8.5",
    "flag": "M6 21V4h12l-2.5 4.5L18 13H6",
    "home": "M4 11.5L12 4.5l8 7M6.5 10v9.5h11V10M10.5 19.5v-5h3v5",
    "language": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM3.5 12h17M12 3.5c5 5 5 12 0 17"
    "M12 3.5c-5 5-5 12 0 17",
    "link": "M10 14l4-4M8.5 11.5L6 14a3.5 3.5 0 0 0 5 5l2.5-2.5M15.5 12.5L18 10a3.5 3.5 0 0 0-5-5"
    "l-2.5 2.5",
    "list": "M9 6h11M9 12h11M9 18h11M4.5 6h.5M4.5 12h.5M4.5 18h.5",
    "lock": "M5.5 11h13v9h-13zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "minus": "M5 12h14",
    "moon": "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
    "people": "M9 11.5a3.25 3.25 0 1 0 0-6.5 3.25 3.25 0 0 0 0 6.5zM3 19.5c0-7 12-7 12 0"
    "M16 5.5a3 3 0 0 1 0 5.5M18 14c2 .8 3 2.7 3 5.5",
    "plus": "M12 5v14M5 12h14",
    "print": "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
    "question": "M8.5 9a3.5 3.5 0 1 1 5 3.2c-1.2.6-1.5 1.2-1.5 2.8M12 18.8v.2",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L20.5 20.5",
    "sun": "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2"
    "M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
    "system": "M3.5 5h17v11h-17zM9 20h6M12 16v4",
    "target": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z",
    "up": "M5.5 15L12 8.5l6.5 6.5",
    "user": "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c0-9 15-9 15 0",
    "vote": "M4 12.5v7h16v-7M8 12.5V4h8v8.5M2.5 12.5h19M10.5 8l1.2 1.3L14 7",
}
# Status icons differ in outline, not only in colour: disc, triangle, octagon, ring, dashed ring.
_SHAPES = {
    "success": '<circle cx="12" cy="12" r="10" fill="currentColor"/>'
    '<path class="fs-icon__cut" d="M7 12.5l3.5 3.5L17 9"/>',
    "info": '<circle cx="12" cy="12" r="10" fill="currentColor"/>'
    '<path class="fs-icon__cut" d="M12 11v6M12 7v.1"/>',
    "warning": '<path fill="currentColor" d="M12 2.2c.7 0 1.2.3 1.6.9l9 16c.7 1.2 0 2.6-1.5 2.6H2.9'
    'c-1.5 0-2.2-1.4-1.5-2.6l9-16c.4-.6.9-.9 1.6-.9z"/>'
    '<path class="fs-icon__cut" d="M12 9v5M12 18v.1"/>',
    "danger": '<path fill="currentColor" d="M8 2h8l6 6v8l-6 6H8l-6-6V8z"/>'
    '<path class="fs-icon__cut" d="M8.5 8.5l7 7M15.5 8.5l-7 7"/>',
    "neutral": '<circle cx="12" cy="12" r="8.5" fill="none" stroke="currentColor"'
    ' stroke-width="2.5"/><circle cx="12" cy="12" r="3.5" fill="currentColor"/>',
    "open": '<circle cx="12" cy="12" r="8.5" fill="none" stroke="currentColor" stroke-width="2.5"'
    ' stroke-dasharray="4.2 3.2"/>',
    "auto": '<circle cx="12" cy="12" r="8.5" fill="none" stroke="currentColor" stroke-width="2"/>'
    '<path d="M12 3.5a8.5 8.5 0 0 1 0 17z" fill="currentColor"/>',
    # The mark of the product: lines of a text, each further than the one before.
    "mark": '<path fill="currentColor" d="M3 5h8v3.4H3zM3 10.3h13v3.4H3z"/>'
    '<path class="fs-icon__last" fill="currentColor" d="M3 15.6h18V19H3z"/>',
}
_DIRECTIONAL = {"arrow", "back", "chevron", "external", "chat", "list", "mark"}

NAMES = frozenset(_LINES) | frozenset(_SHAPES)


@cache
def icon(name: str, *, size: str = "") -> SafeString:
    """Draw an icon; `size` is "", "small" or "large". Raises KeyError for an unknown name."""
    classes = "fs-icon"
    if size:
        classes += f" fs-icon--{size}"
    if name in _DIRECTIONAL:
        classes += " fs-icon--directional"
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        classes,
        _drawing(name),
    )


def _drawing(name: str) -> SafeString:
    if name in _SHAPES:
        return mark_safe(_SHAPES[name])
    return format_html('<path class="fs-icon__line" d="{}"/>', _LINES[name])
