"""Promises of participation."""
