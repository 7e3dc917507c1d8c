"""The press kit in one archive, and its page: complete, the same each time, and with nothing that leads nowhere."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from reportgen.brand import Brand
from reportgen.publish.blocks import Pages
from reportgen.publish.press_kit import measures_of, render_archive, render_press_kit
from reportgen.report.model import Report
from reportgen.report.press_kit import press_kit_of, with_archive

FILES = {"rapport.html": b"<p>hallo</p>" * 99, "figuren/houding.png": b"\x89PNG\r\n\x1a\n", "rapport.pdf": b"%PDF-1.7"}
LINK = re.compile(r'\b(?:href|src)="([^"]+)"')


def inside(archive: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(archive))


def test_an_archive_has_every_file_as_it_is_what_they_are_and_their_checksums(edition: Report) -> None:
    archive = inside(render_archive(edition, FILES))
    assert archive.namelist() == ["LEESMIJ.txt", *sorted(FILES), "SHA256SUMS"]
    assert {name: archive.read(name) for name in FILES} == FILES
    assert archive.testzip() is None


def test_the_checksums_are_those_that_sha256sum_checks(edition: Report, tmp_path: Path) -> None:
    if shutil.which("sha256sum") is None:
        pytest.skip("there is no sha256sum here")
    inside(render_archive(edition, FILES)).extractall(tmp_path)
    check = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    assert subprocess.run(check, cwd=tmp_path, capture_output=True, check=False).returncode == 0
    (tmp_path / "rapport.pdf").write_bytes(b"%PDF-1.8")
    assert subprocess.run(check, cwd=tmp_path, capture_output=True, check=False).returncode == 1


def test_an_archive_is_the_same_each_time_and_tells_no_time_and_no_system(edition: Report) -> None:
    written = render_archive(edition, FILES)
    assert written == render_archive(edition, dict(reversed(FILES.items())))
    about = {(one.date_time, one.create_system, one.external_attr) for one in inside(written).infolist()}
    assert about == {((1980, 1, 1, 0, 0, 0), 0, 0o600 << 16)}


def test_what_is_packed_already_is_stored_as_it_is(edition: Report) -> None:
    kinds = {one.filename: one.compress_type for one in inside(render_archive(edition, FILES)).infolist()}
    squeezed = {name for name, kind in kinds.items() if kind == zipfile.ZIP_DEFLATED}
    assert squeezed == {"rapport.html", "LEESMIJ.txt", "SHA256SUMS"}


def test_a_picture_says_itself_how_large_it_is() -> None:
    from PIL import Image

    target = io.BytesIO()
    Image.new("L", (30, 4)).save(target, "PNG")
    assert measures_of({"a.png": target.getvalue(), "b.csv": b"1;2"}) == {"a.png": (30, 4)}


@pytest.fixture(scope="module")
def page(edition: Report, brand: Brand, pages: Pages) -> str:
    sizes = {name: len(content) for name, content in FILES.items()}
    kit = with_archive(press_kit_of(edition, sizes, {"figuren/houding.png": (964, 420)}), 5_000)
    return render_press_kit(edition, kit, brand, pages)


def test_a_page_leads_to_the_files_that_there_are_and_to_places_on_it(page: str) -> None:
    links = {link for link in LINK.findall(page) if not link.startswith(("data:", "mailto:"))}
    assert {link for link in links if not link.startswith("#")} == {*FILES, "kit.zip"}
    assert {link[1:] for link in links if link.startswith("#")} <= set(re.findall(r'\bid="([^"]+)"', page))


def test_a_page_shows_images_that_lie_beside_it_and_loads_nothing_else(page: str) -> None:
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert "default-src 'none'" in policy
    assert "img-src 'self' file: data:;" in policy
    (image,) = re.findall(r"<img src=\"figuren/[^>]+>", page)
    assert 'width="964" height="420"' in image
    assert ' alt="' in image


def test_under_embargo_a_page_is_not_to_be_found(edition: Report, brand: Brand, pages: Pages) -> None:
    embargoed = replace(edition, embargo="Onder embargo tot woensdag 19 maart 2025, 06.00 uur", embargo_iso="2025")
    html = render_press_kit(embargoed, press_kit_of(embargoed, {}, {}), brand, pages)
    assert 'name="robots" content="noindex' in html
    assert "<title>[Onder embargo] Persmap" in html
    assert 'class="stamp"' in html
