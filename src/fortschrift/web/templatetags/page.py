"""What only the base templates need: menu, theme, languages, form fields. `{% load page %}`."""

from collections.abc import Sequence
from typing import Any

from django import forms, template
from django.conf import settings
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info

from fortschrift.web.accents import ACCENTS, DEFAULT_ACCENT
from fortschrift.web.registry import NavLink, Place, nav_links
from fortschrift.web.theme import THEMES, chosen_theme

register = template.Library()


@register.simple_tag(takes_context=True)
def nav(context: Context, place: Place = "main") -> Sequence[NavLink]:
    """List the registered menu items for the municipality of this page, if any."""
    request = context.get("request")
    path = request.path if request else ""
    return nav_links(context.get("municipality"), place=place, path=path)


@register.simple_tag(takes_context=True)
def look(context: Context) -> SafeString:
    """Write the attributes of <html> that carry the city colour and the chosen theme."""
    accent = getattr(context.get("municipality"), "accent", DEFAULT_ACCENT)
    theme = _theme(context)
    return format_html(
        ' data-accent="{}"{}',
        accent if accent in ACCENTS else DEFAULT_ACCENT,
        format_html(' data-kern-theme="{}"', theme) if theme != "system" else "",
    )


@register.simple_tag(takes_context=True)
def themes(context: Context) -> list[dict[str, Any]]:
    """List the themes a reader can choose, the current one marked."""
    current = _theme(context)
    return [
        {"value": value, "label": label, "icon": drawing, "current": value == current}
        for value, (label, drawing) in THEMES.items()
    ]


def _theme(context: Context) -> str:
    request = context.get("request")
    return chosen_theme(request) if request else "system"


@register.simple_tag
def languages() -> list[dict[str, Any]]:
    """List the languages of the interface, each by its own name."""
    return [
        {"code": code, "label": get_language_info(code)["name_local"]}
        for code, _ in settings.LANGUAGES
    ]


@register.simple_tag
def widget(field: forms.BoundField) -> SafeString:
    """Write the input of a form field with KERN's classes."""
    return field.as_widget(attrs={"class": _classes(field)})


def _classes(field: forms.BoundField) -> str:
    kinds: list[tuple[type[forms.Widget] | tuple[type[forms.Widget], ...], str]] = [
        (forms.CheckboxSelectMultiple, "kern-form-check__checkbox"),
        (forms.RadioSelect, "kern-form-check__radio"),
        (forms.CheckboxInput, "kern-form-check__checkbox"),
        ((forms.Select, forms.SelectMultiple), "kern-form-input__select"),
    ]
    for kind, name in kinds:
        if isinstance(field.field.widget, kind):
            return name + (f" {name}--error" if field.errors else "")
    name = "kern-form-input__input"
    return name + (f" {name}--error" if field.errors else "")
