"""The words and the ways of writing of each language besides German."""
