"""Canonical bytes as old schema versions wrote them: they stay readable."""
