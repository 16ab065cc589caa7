"""Promises of deliberation."""
