"""One browser, with one window, for all tests of a process."""

from __future__ import annotations

import pytest

from tests.national.conformance.browser import opened, with_a_window


@pytest.fixture(scope="session")
def browser():
    with opened() as browser:
        yield browser


@pytest.fixture(scope="session")
def window(browser):
    with with_a_window(browser) as window:
        yield window
