"""Claims: what a text says of the data is proven by a test, or refused."""
