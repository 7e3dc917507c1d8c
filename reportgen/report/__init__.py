"""Facts and texts become one `Report` value: words, charts and tables, each number tied to its fact.

Pure: no files, no clock, no chance.
"""
