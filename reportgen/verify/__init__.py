"""Holds finished documents against the fact book: every number in them, in digits or in Dutch words.

It shares no code with what writes our own publications, or it would repeat the same mistake.
"""
