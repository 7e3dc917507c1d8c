from __future__ import annotations

import pytest

from reportgen.brand import Brand
from tests.charts.reading import BRAND


@pytest.fixture(scope="session")
def brand() -> Brand:
    return BRAND
