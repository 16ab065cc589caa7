"""Promises of review."""
