"""Say in a template what is content and not the interface's words: `{% load content %}`."""

from django import template
from django.utils.safestring import SafeString

from fortschrift.web import content as parts

register = template.Library()


@register.simple_tag
def content_lang() -> SafeString:
    """Write ` lang="de"` where the interface speaks another language: `<h1{% content_lang %}>`."""
    return parts.content_lang()


@register.filter
def content(text: object) -> str:
    """Mark a value that stands among the interface's words; not for attributes."""
    if text is None or text == "":
        return ""
    return parts.content(text if isinstance(text, str) else str(text))
