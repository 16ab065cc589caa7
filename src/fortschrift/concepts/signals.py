"""News of the text for whoever stands above it; receivers run in the same transaction."""

from django.dispatch import Signal

#: Arguments: ``strand`` (Strand), ``change`` (Change), ``actor``, ``now``.
strand_advanced = Signal()
#: Arguments: ``status`` (VersionStatus), ``actor``, ``now``.
version_status_recorded = Signal()
