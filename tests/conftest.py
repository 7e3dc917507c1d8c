"""What holds for all tests."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples every time: a failure is there for everybody, or for nobody.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")

LONGEST = (
    "national/conformance/test_web.py",
    "test_interruptions.py",  # which needs no national edition, while that is built for the others
    "national/test_partners.py",
    "national/test_ledger.py",
    "national/",
    "test_building_editions.py",
    "test_bad_input.py",
    "test_embargoed.py",
    "comparing/test_versions.py",
)
"""What takes long goes first, so that no process is left with it when the other is done."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: _turn(item.path))


def pytest_collection_finish() -> None:
    """Thousands of tests stay until the end: to go through them time and again for garbage is a tenth of all work."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


@pytest.fixture(scope="module")
def measured_here() -> Iterator[None]:
    """Let what a module builds be measured in this process."""
    from tests.measuring import MeasuredHere

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reportgen.survey.process.start", MeasuredHere)
        yield


def _turn(path: Path) -> int:
    name = path.relative_to(Path(__file__).parent).as_posix()
    return next((turn for turn, part in enumerate(LONGEST) if name.startswith(part)), len(LONGEST))
