"""Two wordings of one passage: what they share, and what differs as people read it.

`words` cuts a text into words and sentences, `lcs` and `parts` find the longest list that two
have in common, `hunks`, `tidying` and `parting` make of it what a reader would have marked,
`moving` finds what only stands elsewhere. `compare` is the way in; `shown` prepares the result
for a page.
"""
