"""Reads the composed texts as an editor would: readability, style and spelling, as remarks with file and line."""
