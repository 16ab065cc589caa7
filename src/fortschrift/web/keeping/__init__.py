"""Keeping what was written once: HTML under a key made of all it depends on, so never stale.

Nothing kept here is ever taken back, only forgotten: whatever changes what a page shows changes its
key.  `fragments` keeps parts of pages; whole pages are kept by `accounts.kept_pages`, because their
key holds the head of the journal.  Deleting the folder is harmless (docs/adr/0016).
"""

from fortschrift.web.keeping.fragments import kept_fragments
from fortschrift.web.keeping.places import forget, kept_bytes, memory, remember_bytes
from fortschrift.web.keeping.stamp import key_of

__all__ = ["forget", "kept_bytes", "kept_fragments", "key_of", "memory", "remember_bytes"]
