"""Our own files coming back from others: which node is which, and what was changed in them.

Read in this order:

1. `seen`       the lines of a file with the anchors that name their nodes
   `pictures`  pictures of ours, which are lines as well
2. `saying`     what a line says, as text, as number, as the value of an attribute
3. `places`    where everything stands now
4. `building`   the text while it is built
5. `staying`    what is still there, and stands where it stood
6. `coming`     what is new or stands elsewhere; `rows` those of tables
7. `telling`    what the nodes say now
8. `returned`   the text as it came back, and what of the file could not be taken
9. `words`      what became of every word of the file
10. `brought_back` the text, the proposals of each author, the account: all a page needs
11. `embedded`   the text that a file itself carries along

What is compared is the file as it came back with the same file as it went out, made anew: so
nothing counts as a change that only the format does. Plain Python: no database, no page.
"""
