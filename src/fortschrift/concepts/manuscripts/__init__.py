"""Files that bring a concept in: what they say, as values, whatever their format.

Read in this order:

1. `manuscript`   what a file says, in order, with places; `errors` why it says nothing
2. `package`      zip packages, opened without trusting them
3. `numbers`      counting what is printed in front; `spaces` and `media` what several need
4. `word`         Word files
5. `odt`          OpenDocument text, packed and flat
6. `html`         HTML, saved or pasted

Plain Python: no database, no page.
"""
