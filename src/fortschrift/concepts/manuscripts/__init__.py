"""Files that bring a concept in: what they say, as values, whatever their format.

Read in this order:

1. `manuscript`   what a file says, in order, with places; `errors` why it says nothing
2. `package`      zip packages, opened without trusting them
3. `word`         Word files; `pdf` PDF files with a text layer

Plain Python: no database, no page.
"""
