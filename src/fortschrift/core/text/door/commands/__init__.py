"""The commands of the door, one module each.

Each has `answer`, which takes the request and gives the answer, both plain JSON data, and an
`EXAMPLE` of a request.
"""
