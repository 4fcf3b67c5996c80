"""Who has read which item and what of it: the record beside a deck file, and the sheets that readers fill in.

The way goes from what a reader sees of an item (`seen`) over the rows of a CSV file (`rows`) to the record (`record`),
to what of it still holds (`standing`) and to the sheets, out and back (`sheets`).
"""
