"""How each kind of chart is filled with facts: what stands where."""
