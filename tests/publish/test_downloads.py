"""Files within a page: what a link carries is the file, whatever is in it."""

from __future__ import annotations

import re
from base64 import b64decode
from html import escape
from urllib.parse import unquote_to_bytes

import pytest

from reportgen.publish.downloads import MOST, address, embedded, without_light

PAGE = '<p><a download="a.csv" href="figuren/a.csv" id="csv-a">CSV</a> en <a href="#figuren/a.csv">daar</a></p>'


def carried(link: str) -> bytes:
    """What a browser makes of a data address."""
    about, _, content = link.partition(",")
    return b64decode(content) if about.endswith(";base64") else unquote_to_bytes(content)


@pytest.mark.parametrize("form", ["svg", "csv", "png"])
def test_an_address_holds_every_byte_of_a_file(form: str) -> None:
    content = bytes(range(256)) + "\ufeff“€”;'\"<&#%\r\n\t einde".encode()
    link = address(f"figuren/a.{form}", content)
    assert carried(link) == content
    assert link.isascii()
    assert escape(link, quote=False) == link  # nothing in it begins a tag, or ends an attribute between single quotes
    assert "'" not in link
    assert not re.search(r"[\s#]", link.replace(" ", ""))  # which an address would lose, or end with


def test_only_a_link_to_a_file_of_the_kit_carries_it() -> None:
    page = embedded(PAGE.encode(), {"figuren/a.csv": b"x;1"}).decode()
    assert page == PAGE.replace('"figuren/a.csv"', "'data:text/csv;charset=utf-8,x;1'")


def test_a_file_that_the_kit_lacks_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError, match=r"figuren/a\.csv"):
        embedded(PAGE.encode(), {})


def test_a_page_that_would_become_too_heavy_carries_light_pictures_if_there_are_any() -> None:
    page = PAGE + PAGE.replace("csv", "png").replace("CSV", "PNG")
    kit = {"figuren/a.csv": b"x", "figuren/a.png": bytes(MOST), "figuren/licht/a.png": b"light"}
    made = embedded(page.encode(), kit).decode()
    assert [carried(link) for link in re.findall(r"href='([^']+)'", made)] == [b"x", b"light"]
    assert list(without_light(kit)) == ["figuren/a.csv", "figuren/a.png"]


def test_a_page_that_would_become_too_heavy_even_so_leaves_out_the_pictures() -> None:
    page = PAGE + PAGE.replace("csv", "png").replace("CSV", "PNG")
    light = embedded(page.encode(), {"figuren/a.csv": b"x", "figuren/a.png": b"x"}).decode()
    heavy = embedded(page.encode(), {"figuren/a.csv": b"x", "figuren/a.png": bytes(MOST)}).decode()
    assert re.findall(r">([A-Z]{3})<", light) == ["CSV", "PNG"]
    assert re.findall(r">([A-Z]{3})<", heavy) == ["CSV"]
