"""A `Report` becomes bytes: `{path: bytes}`; only `output` writes them."""
