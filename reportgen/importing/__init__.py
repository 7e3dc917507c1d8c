"""From a field agency's file to a first codebook: described in a process of its own, guessed, and written out."""
