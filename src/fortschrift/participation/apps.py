"""Wires participation into Django and into the slots of the pages of concepts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ParticipationConfig(AppConfig):
    name = "fortschrift.participation"
    label = "participation"
    verbose_name = _("Beteiligung")

    def ready(self) -> None:
        from fortschrift.participation import slots
        from fortschrift.participation.addresses import invitation_behind
        from fortschrift.participation.links import add_door
        from fortschrift.participation.workplace import tasks
        from fortschrift.web.registry import fill_slot, register_tasks

        register_tasks(tasks)
        add_door(invitation_behind)
        fill_slot("concepts.version", slots.open_on_versions)
        fill_slot("concepts.version", slots.wishes_on_versions)
        fill_slot("concepts.version", slots.carried_versions)
        fill_slot("concepts.passage", slots.carried_at_passages)
        fill_slot("concepts.passage", slots.wishes_at_passages)
        fill_slot("publication.concept", slots.open_on_concepts)
