"""A gallery of every kind of chart, from made-up facts: what a figure looks like, also at the edges of what may come.

The facts go the way that measured ones go, through `Placing`; nothing is drawn here.
"""
