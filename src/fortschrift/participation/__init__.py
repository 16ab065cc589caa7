"""Rounds in which a body or the public reads a version and may propose."""
