"""Concepts and their text: outlines, nodes, changes, strands, versions.

Knows no meeting and no body.  Reading order: models/, repository (rows <-> tree), actions/,
selectors, views.
"""
