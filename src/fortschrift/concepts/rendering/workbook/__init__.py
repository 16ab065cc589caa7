"""All elements of a text as a workbook: `table` what stands in it, `writing` the file."""
