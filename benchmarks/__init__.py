"""How long a build takes, compared within one run with the plain way of making the same report."""
