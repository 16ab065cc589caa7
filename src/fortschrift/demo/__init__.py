"""The towns as data, and the loader that plays them through the same actions people use."""
