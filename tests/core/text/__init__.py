"""Tests of the text engine: examples a person can check, and properties."""
