"""News of the council for whoever stands above it; receivers run in the same transaction."""

from django.dispatch import Signal

#: Arguments: ``vote_event`` (VoteEvent), ``actor``, ``now``.
vote_recorded = Signal()
#: Arguments: ``agenda_item`` (AgendaItem), ``actor``, ``now``.
agenda_item_decided = Signal()
