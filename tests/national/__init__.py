"""The national edition of the monitor itself: built once, and held against what it should be."""
