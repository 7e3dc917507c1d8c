"""Tools for developers: they write what is committed, and are no part of the program."""
