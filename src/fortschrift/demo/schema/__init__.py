"""The format of the demo's files, field by field as the models are called.

Shapes are checked here; what a field may say (kinds, roles, results) is checked by the actions,
so that the words of the domain stand in one place only.
"""
