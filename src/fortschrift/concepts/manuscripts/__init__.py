"""Files that bring a concept in: what they say, as values, whatever their format.

Read in this order:

1. `opening`               reading a file of whatever kind, told by its bytes
2. `manuscript`            what a file says, in order, with places; `errors` why it says nothing
3. `package`, `numbers`    zip packages, opened without trusting them; the numbers files print
4. `word`, `odt`, `html`   Word files, OpenDocument texts, pages and what is pasted
5. `pdf`                   PDF files with a text layer, read in a process of their own
6. `titles`, `mapping`     which lines are titles, and of which level: proposed, then corrected
7. `inlines`, `blocks`     words and blocks as parts of a text; `placed` the text, and the account
                           of every word that was not taken

Plain Python: no database, no page.
"""
