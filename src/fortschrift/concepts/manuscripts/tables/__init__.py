"""Tables that tell of elements: sheets of one measure, lists of many.

`names` and `values` read what stands in cells, `slots` lays tables out, `shapes` recognises them.
"""
