"""Reads the passages out of a file, by its format; each module knows one."""
