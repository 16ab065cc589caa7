"""Two texts of a concept laid side by side, as the pages show them.

`sides` says what an address means, `became` what became of each element, `choice` which passages
are shown, `reasons` why; `shown` puts it into words. How the pieces are written stands in
`concepts/rendering`.
"""
