"""What holds for all tests."""

from __future__ import annotations

from hypothesis import settings

# The same examples every time: a failure is there for everybody, or for nobody.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")
