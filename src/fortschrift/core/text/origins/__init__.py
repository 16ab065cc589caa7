"""Which operation each character comes from, stored with the text and carried on.

`carried` is the way in: first origins, those that a change makes, those that an undo brings
back. `spans` holds them for one text, `node_origins` for one node; `carrying` takes them through
operations one by one, with `kept` for what stays of replaced words and `standing` for who is
under whom.
"""
