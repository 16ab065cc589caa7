"""Wires review into Django and into the slots of lower pages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewConfig(AppConfig):
    name = "fortschrift.review"
    label = "review"
    verbose_name = _("Überprüfung")

    def ready(self) -> None:
        from fortschrift.review.slots import reviewed_between, reviewed_in_meetings
        from fortschrift.web.registry import fill_slot

        fill_slot("council.meeting", reviewed_in_meetings)
        fill_slot("concepts.compared", reviewed_between)
