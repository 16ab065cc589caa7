"""Dates in templates: `{{ meeting.date|date_words }}`."""

from django import template

from fortschrift.web import dates

register = template.Library()
register.filter("date_words", dates.date_words)
register.filter("weekday_words", dates.weekday_words)
