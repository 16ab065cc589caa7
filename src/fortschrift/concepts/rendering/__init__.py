"""A synopsis in the formats that leave the house: a page, a Word file with tracked changes.

Plain Python on the standard library: no request, no template, no row of the database. What
a row shows is decided in the engine; here it is only written down, and every piece of it is.
"""
