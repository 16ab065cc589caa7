"""Files that bring a concept in: what they say, as values, whatever their format.

Read in this order:

1. `opening`               reading a file of whatever kind, told by its bytes
2. `manuscript`            what a file says, in order, with places; `errors` why it says nothing
3. `package`, `numbers`    zip packages, opened without trusting them; the numbers files print
4. `word`, `odt`, `html`   Word files, OpenDocument texts, pages and what is pasted
5. `pdf`                   PDF files with a text layer, read in a process of their own
6. `text`, `markdown`      plain text as mails and PDF wrap it, Markdown; `excel` lists of measures
7. `titles`, `tables`      a line as a title; tables that tell of one element or of many
8. `forms`, `mapping`      which lines and tables are what; `levels` what they tell of, `outlines`
                           an outline where there is none yet; `proposing` makes a mapping
9. `inlines`, `blocks`     words and blocks as parts of a text; `cells`, `telling` elements out of
                           tables; `placed` the text, and every word that was not taken
10. `tracking`,            changes that are tracked in a file, taken or left; `proposals` amendments
    `understanding`        of them; `corrections`, `outlook`, `account` what pages show and keep

Plain Python: no database, no page.
"""
