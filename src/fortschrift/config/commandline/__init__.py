"""What `./fortschrift VERB` does, in two halves that meet in one table of verbs.

The outer half runs on the bare machine and uses the standard library only: `start` (entry),
`verbs`, `options`, `overview`, `language`, `places`, `stopping`, `installation`, `packages`.
The inner half runs inside the environment that the outer half made: `__main__` and one module
for each verb.  docs/adr/0002-start-and-locks.md says why it is cut like this.
"""
