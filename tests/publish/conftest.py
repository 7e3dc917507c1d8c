"""One house style, one example edition and its drawings, made once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from reportgen.brand import Brand, read_brand
from reportgen.carried import PAGES, folders_of
from reportgen.publish.blocks import Pages
from reportgen.report.model import Report
from tests.publish import example

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def pages() -> Pages:
    return folders_of(ROOT, PAGES)


@pytest.fixture(scope="session")
def brand() -> Brand:
    return read_brand(ROOT, "voice-monitor")


@pytest.fixture(scope="session")
def edition() -> Report:
    return example.edition()


@pytest.fixture(scope="session")
def drawings(brand: Brand) -> Mapping[str, str]:
    return example.drawings(brand.theme)
