"""Texts, operations and origins as bytes: one spelling for each value, and never another.

`serialize` is the way in. `schema`, `schema2` and `schema_origins` are the shapes by version,
`codec` the machinery. What was written once stays readable for good.
"""
