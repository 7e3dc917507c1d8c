"""Holds finished files to be an edition's own: nothing of one partner stands in another's."""
