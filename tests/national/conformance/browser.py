"""A browser that opens the web pages as readers do: from disk, with nothing to be had from a network."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--font-render-hinting=none",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
WIDE, PHONE = (1280, 900), (320, 640)
AS_IT_COMES = {"color_scheme": "light", "forced_colors": "none"}


@dataclass(frozen=True)
class Mode:
    """How a page is read: the size of the window in CSS pixels, and what the reader's system asks for."""

    name: str
    size: tuple[int, int] = WIDE
    settings: dict[str, str] = field(default_factory=dict)
    media: str = "screen"


MODES = (
    Mode("light", settings={"color_scheme": "light"}),
    Mode("dark", settings={"color_scheme": "dark"}),
    Mode("phone of 320 px", PHONE),
    Mode("phone, dark", PHONE, {"color_scheme": "dark"}),
    # Twice as large on the same screen is half as many CSS pixels.
    Mode("zoomed to 200%", (WIDE[0] // 2, WIDE[1] // 2)),
    Mode("forced colours", settings={"forced_colors": "active"}),
    Mode("print", media="print"),
)


def find_browser() -> str:
    """Find Chromium; without it the test is skipped, loudly, but in continuous integration it fails."""
    named = os.environ.get("CHROMIUM")
    found = named or next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        message = "Chromium is not installed, so no web page was checked: apt-get install chromium, or set CHROMIUM."
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)
    return found


@contextmanager
def opened() -> Iterator[Any]:
    """Start the browser."""
    from playwright.sync_api import sync_playwright

    path = find_browser()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def with_a_window(browser: Any) -> Iterator[Any]:
    """Open the one window in which all pages are visited: to open another takes longer than to read most pages."""
    context = browser.new_context(
        # The page's own policy would keep the checker's script out.
        bypass_csp=True,
        reduced_motion="reduce",
        locale="nl-NL",
        timezone_id="Europe/Amsterdam",
        offline=True,
    )
    try:
        yield context.new_page()
    finally:
        context.close()


@dataclass
class Visit:
    """An open page, with what it asked for besides itself and what it complained of."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@contextmanager
def visited(window: Any, path: Path, mode: Mode) -> Iterator[Visit]:
    """Open a page as a reader in that mode does, with everything on it unfolded."""
    visit = Visit(window)
    listeners = {
        "request": lambda request: visit.requests.append(request.url),
        "pageerror": lambda error: visit.complaints.append(str(error)),
        "console": lambda said: visit.complaints.append(said.text) if said.type == "error" else None,
    }
    assert window.url == "about:blank", "a window shows one page at a time"
    for event, listener in listeners.items():
        window.on(event, listener)
    try:
        width, height = mode.size
        window.set_viewport_size({"width": width, "height": height})
        window.emulate_media(media=mode.media, **(AS_IT_COMES | mode.settings))
        window.goto(path.absolute().as_uri(), wait_until="load")
        window.evaluate("document.fonts.ready")
        window.wait_for_function("getComputedStyle(document.body).visibility === 'visible'")
        window.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        yield visit
    finally:
        for event, listener in listeners.items():
            window.remove_listener(event, listener)
        window.mouse.move(0, 0)
        window.goto("about:blank")
