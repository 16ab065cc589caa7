"""A text as PDF, set by typst: `data` what is set, `setting` how, `text.typ` the look."""
