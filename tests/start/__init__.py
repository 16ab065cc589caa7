"""The start script and its verbs, as far as they can be tried without installing anything."""
