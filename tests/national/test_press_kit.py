"""The press kit of the built edition: everything is on its page and in its archive, and leads somewhere."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from html import unescape

import pytest

from reportgen.report.press_kit import in_words
from tests.national.conftest import build_draft, copy_of_the_monitor

NOT_GIVEN = {"ledger.json", "index.html", "kit.zip"}
LINK = re.compile(r'<a href="([^"#:]+)"[^>]*>(.*?)</a>', re.DOTALL)


@pytest.fixture(scope="module")
def files(edition) -> dict[str, bytes]:
    folder = edition.folder / "landelijk"
    found = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in found}


@pytest.fixture(scope="module")
def archive(files) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(files["kit.zip"]))


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_the_page_gives_every_file_of_the_edition_with_its_size(files):
    given = {unescape(path): words(shown) for path, shown in LINK.findall(files["index.html"].decode())}
    assert set(given) == set(files) - {"ledger.json", "index.html"}
    assert [path for path, shown in given.items() if not shown.endswith(in_words(len(files[path])))] == []


def test_the_archive_has_what_stands_beside_it_and_a_page_that_gives_all_that(files, archive):
    inside = {name: archive.read(name) for name in archive.namelist()}
    assert set(inside) == set(files) - {"ledger.json", "kit.zip"} | {"LEESMIJ.txt", "SHA256SUMS"}
    assert {name for name in files if name in inside and inside[name] != files[name]} == {"index.html"}
    given = {unescape(path) for path, _ in LINK.findall(inside["index.html"].decode())}
    assert given == set(files) - NOT_GIVEN


def test_every_checksum_is_that_of_its_file(archive):
    sums = dict(reversed(line.split("  ")) for line in archive.read("SHA256SUMS").decode().splitlines())
    assert set(sums) == set(archive.namelist()) - {"SHA256SUMS"}
    assert {name: hashlib.sha256(archive.read(name)).hexdigest() for name in sums} == sums


def test_the_page_says_what_the_press_release_says_and_whom_to_ask(files):
    page, release = (files[name].decode() for name in ("index.html", "persbericht.html"))
    headline = re.search(r"<h1>(.*?)</h1>", release, re.DOTALL)
    assert headline
    assert words(headline[1]) in words(page)
    for told in (
        "Citaat van een woordvoerder",
        "Nog in te vullen",
        "pers@voicemonitor.example",
        "Omvang en nauwkeurig",
    ):
        assert told in words(page), told
    assert "de respondenten bestaan niet" in words(page)
    assert not re.search(r"\(figuur \d", words(page))


def test_only_what_was_asked_for_is_given(tmp_path):
    project = copy_of_the_monitor(tmp_path / "monitor")
    build_draft(project, only=frozenset({"docx", "svg", "kit"}))
    folder = project / "output/2025/landelijk"
    page = (folder / "index.html").read_text("utf-8")
    given = {path for path, _ in LINK.findall(page)}
    assert given == {"kit.zip", "persbericht.docx"} | {path for path in given if path.startswith("figuren/")}
    assert 'id="sociaal"' not in page
    assert all((folder / path).is_file() for path in given)
