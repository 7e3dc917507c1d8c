"""How one figure or one test came to be, step by step, for whoever is asked about it."""
