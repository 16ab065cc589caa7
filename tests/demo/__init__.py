"""Promises that hold for the whole house, not for one app."""
