"""What building and measuring cost: `python -m benchmarks [ROUNDS]`."""

from __future__ import annotations

import sys

from benchmarks import building, measuring

building.main(*map(int, sys.argv[1:]))
print()
measuring.main(measuring.QUICK)
