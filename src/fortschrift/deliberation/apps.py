"""Wires deliberation into Django and into the slots of lower pages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeliberationConfig(AppConfig):
    name = "fortschrift.deliberation"
    label = "deliberation"
    verbose_name = _("Aufträge und Beschlüsse")

    def ready(self) -> None:
        from fortschrift.deliberation import fate_slots, slots
        from fortschrift.deliberation.addresses import cosigning_behind
        from fortschrift.deliberation.workplace import tasks
        from fortschrift.participation.links import add_door
        from fortschrift.web.registry import fill_slot, register_tasks

        register_tasks(tasks)
        add_door(cosigning_behind)

        fill_slot("council.agenda_item", slots.decided_on_items)
        fill_slot("council.meeting", slots.done_in_meetings)
        fill_slot("council.paper", slots.concepts_of_papers)
        fill_slot("council.organization", slots.decided_by_organizations)
        fill_slot("concepts.origin", slots.decided_on_words)
        fill_slot("concepts.version", slots.cosigning_of_versions)
        fill_slot("concepts.comparison", slots.decided_on_version)
        fill_slot("concepts.version", slots.recorded_on_versions)
        fill_slot("participation.reading", slots.considered_in_readings)
        fill_slot("participation.received", fate_slots.told_to_sender)
        fill_slot("participation.submission", fate_slots.told_to_everybody)
