"""Measurements that a person runs; figures go into RESULTS.md by hand, ratios are what counts."""
