"""Tests of the plain core, which need no database."""
