"""What others work on with, read back: the press release in Word, the workbook of tables, the figures."""

from __future__ import annotations

import csv
import io
import re
import shutil
import zipfile
from collections.abc import Callable, Iterable
from html import unescape
from pathlib import Path

import pytest

from reportgen.errors import Problem, UserError
from reportgen.project.reading import read_project
from reportgen.report.dutch import count
from reportgen.verify.documents import Document
from reportgen.verify.examination import Examiner
from reportgen.verify.reading import read_document
from tests.national.conftest import build_draft


def numbers_of(document: Document) -> list[tuple[str, str]]:
    """Each number that says of which fact it is: the id, and what a reader sees."""
    return [(mark.fact, passage.text[mark.start : mark.end]) for passage in document.passages for mark in passage.marks]


@pytest.fixture(scope="module")
def release(edition) -> Document:
    return read_document(edition.folder / "landelijk/persbericht.docx")


@pytest.fixture(scope="module")
def slides(edition) -> Document:
    return read_document(edition.folder / "landelijk/presentatie.pptx")


@pytest.fixture(scope="module")
def tables(edition) -> Document:
    return read_document(edition.folder / "landelijk/tabellen.xlsx")


def test_the_workbook_shows_every_fact_as_the_fact_book_has_it(edition, tables):
    numbers = [(id_, text) for id_, text in numbers_of(tables) if id_ in edition.book.by_id]
    assert len(numbers) > 900
    assert [(id_, text) for id_, text in numbers if text != (edition.book.by_id[id_].label or "–")] == []


def test_the_workbook_shows_every_base_as_the_fact_book_has_it(edition, tables):
    bases = [(id_.removesuffix("#n"), text) for id_, text in numbers_of(tables) if id_.endswith("#n")]
    known = [(edition.book.by_id[id_].n, text) for id_, text in bases if id_ in edition.book.by_id]
    assert len(known) > 100
    assert [(n, text) for n, text in known if not text.startswith(count(n))] == []


def test_the_press_release_in_word_says_every_number_of_its_page(edition, release):
    page = edition.read("landelijk/persbericht.html").decode()
    on_page = {
        (unescape(id_), re.sub(r"<[^>]+>", "", text))
        for id_, text in re.findall(r'<button class="traced"[^>]*><data value="([^"]+)">(.*?)</data>', page)
    }
    assert len(on_page) > 20
    # What is said of the picture comes on top.
    assert _in_digits(on_page) <= _in_digits(numbers_of(release))


def _in_digits(told: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    return {(id_, text) for id_, text in told if any(sign.isdigit() for sign in text)}


def test_the_press_release_in_word_has_its_sentences_its_note_and_its_notice(release):
    texts = [passage.text for passage in release.passages]
    assert any(text.startswith("Van de Nederlandse consumenten staat 15% positief tegenover") for text in texts)
    assert "Noot voor de redactie" in [passage.text for passage in release.passages if passage.heading]
    assert any("de respondenten bestaan niet" in text for text in texts)


def test_the_presentation_shows_every_number_of_every_figure_as_the_fact_book_has_it(edition, slides):
    of_charts = [passage for passage in slides.passages if passage.table]
    shown = [(m.fact, p.text[m.start : m.end]) for p in of_charts for m in p.marks if m.fact in edition.book.by_id]
    assert [(id_, text) for id_, text in shown if text != edition.book.by_id[id_].label] == []
    drawn = {
        row["feit"]
        for file in (edition.folder / "landelijk/figuren").glob("*.csv")
        for row in csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline=""), delimiter=";")
        if row["uitkomst"]
    }
    assert {id_ for id_, _ in shown} == drawn


def test_the_presentation_has_its_key_figures_its_notes_and_its_notice(slides):
    told = {
        place: [p.text for p in slides.passages if p.place == place] for place in {p.place for p in slides.passages}
    }
    assert "15%" in told["dia 2"]
    assert any("de respondenten bestaan niet" in text for text in told["dia 1"])
    assert any(text.startswith("Vragen: “Hoe staat u tegenover contact") for text in told["dia 3, notities"])
    assert any(text.startswith("Basis: alle respondenten (2023: n = 1.043;") for text in told["dia 3, notities"])
    assert "Nationale Voice Monitor 2025 · gesimuleerde respondenten" in told["dia 3"]


def test_each_finding_for_social_media_has_its_pictures_and_a_message_that_fits(edition):
    names = sorted(file.name for file in (edition.folder / "landelijk/social").iterdir())
    texts = [name for name in names if name.endswith(".txt")]
    assert len(texts) == 5
    assert len(names) == 15
    for name in texts:
        heading, message, *_ = (edition.folder / "landelijk/social" / name).read_text("utf-8").split("\n\n")
        assert heading == "BERICHT"
        assert len(message) <= 280
        assert message.endswith("De respondenten zijn gesimuleerd.")


def test_the_numbers_of_the_figures_are_those_of_the_facts(edition):
    rows = [
        row
        for file in sorted((edition.folder / "landelijk/figuren").glob("*.csv"))
        for row in csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline=""), delimiter=";")
    ]
    assert len(rows) > 150
    for row in rows:
        fact = edition.book.by_id[row["feit"]]
        assert row["in_druk"] == (fact.label or "–")
        assert bool(row["uitkomst"]) == (fact.estimate is not None)
        if fact.estimate is not None:
            scale = 100 if fact.unit == "share" else 1
            assert float(row["uitkomst"].replace(",", ".")) == pytest.approx(fact.estimate * scale, abs=6e-5)
            assert row["n"] == str(fact.n)


def test_the_pictures_are_as_large_as_their_drawings(edition):
    from PIL import Image

    for file in (edition.folder / "landelijk/figuren").glob("*.svg"):
        width, height = re.findall(r'(?:width|height)="([\d.]+)pt"', file.read_text("utf-8"))[:2]
        with Image.open(file.with_suffix(".png")) as picture:
            assert picture.size == pytest.approx((2 * float(width), 2 * float(height)), abs=1)


# --- one digit that is changed in what others work on with is caught -------------------------------------------------


def another(text: str) -> str:
    """A text with its last digit changed."""
    at = max(place for place, sign in enumerate(text) if sign.isdigit())
    return f"{text[:at]}{(int(text[at]) + 1) % 10}{text[at + 1 :]}"


def rewritten(file: Path, change: Callable[[str, str], str], to: Path) -> Path:
    """An office file with the XML of each part changed."""
    with zipfile.ZipFile(file) as package, zipfile.ZipFile(to, "w") as target:
        for name in package.namelist():
            content = package.read(name)
            target.writestr(name, change(name, content.decode()) if name.endswith(".xml") else content)
    return to


def changes(document: Document, examiner: Examiner, before: Document) -> list[tuple[str, list[str]]]:
    """Each text with a number that is now another one, and the verdicts on it."""
    found = examiner.examine(document)
    verdicts: dict[str, list[str]] = {}
    for sentence in found.sentences:
        verdicts.setdefault(sentence.place, []).extend(finding.verdict.value for finding in sentence.findings)
    pairs = zip(before.passages, document.passages, strict=True)
    return [(after.place, verdicts.get(after.place, [])) for old, after in pairs if old.text != after.text]


@pytest.fixture(scope="module")
def examiner(edition) -> Examiner:
    return Examiner(read_project(edition.project), edition.book)


def test_nothing_in_what_others_work_on_with_raises_an_alarm(edition, examiner, release, slides, tables):
    assert examiner.examine(release).alarms == 0
    assert examiner.examine(slides).alarms == 0
    for file in (edition.folder / "landelijk/social").glob("*.txt"):
        assert examiner.examine(read_document(file)).alarms == 0
    assert examiner.examine(tables).alarms == 0


def test_every_digit_that_is_changed_in_word_is_caught(edition, examiner, release, tmp_path):
    """One number after the other, in the text layer of the file."""
    original = edition.folder / "landelijk/persbericht.docx"
    control = re.compile(r"(<w:sdtContent><w:r>(?:<w:rPr>.*?</w:rPr>)?<w:t[^>]*>)([^<]*\d[^<]*)")

    def changing(number: int) -> Callable[[str, str], str]:
        places = iter(range(1000))
        return lambda name, xml: (
            control.sub(lambda m: m[1] + (another(m[2]) if next(places) == number else m[2]), xml)
            if name == "word/document.xml"
            else xml
        )

    with zipfile.ZipFile(original) as package:
        count_of_controls = len(control.findall(package.read("word/document.xml").decode()))
    assert count_of_controls > 25
    for number in range(count_of_controls):
        file = rewritten(original, changing(number), tmp_path / "persbericht.docx")
        ((place, verdicts),) = changes(read_document(file), examiner, release)
        assert "klopt niet" in verdicts, place


def test_every_digit_that_is_changed_in_the_workbook_is_caught(edition, examiner, tables, tmp_path):
    """All cells at once, each of them another number than was printed."""

    def change(name: str, xml: str) -> str:
        if name == "xl/sharedStrings.xml":  # where a cell prints more than one number: an interval, a range
            return re.sub(r"(<t[^>]*>)(\d[^<a-z]*–[^<a-z]*)(</t>)", lambda m: f"{m[1]}{another(m[2])}{m[3]}", xml)
        if not name.startswith("xl/worksheets/"):
            return xml
        return re.sub(r"(<c [^>]*[^/]><v>)(-?[\d.E-]+)(</v>)", lambda m: f"{m[1]}{shifted(m[0], m[2])}{m[3]}", xml)

    def shifted(cell: str, value: str) -> str:
        if ' t="s"' in cell:
            return value
        number = float(value)
        return repr(number + 1 if number >= 1 else 1 - number if abs(number - 0.5) > 0.02 else number + 0.1)

    file = rewritten(edition.folder / "landelijk/tabellen.xlsx", change, tmp_path / "tabellen.xlsx")
    found = changes(read_document(file), examiner, tables)
    assert len(found) > 1700
    assert [place for place, verdicts in found if "klopt niet" not in verdicts] == []


def test_every_digit_that_is_changed_in_a_chart_or_table_of_the_presentation_is_caught(
    edition, examiner, slides, tmp_path
):
    """All values at once, each of them another number than was printed."""

    def change(name: str, xml: str) -> str:
        if name.startswith("ppt/charts/"):
            return re.sub(
                r'(<c:pt idx="\d+" formatCode="[^"]*"><c:v>)([^<]*)', lambda m: f"{m[1]}{_shifted(m[2])}", xml
            )
        return re.sub(r"(<a:tc>.*?<a:t>)(\d+%)(</a:t>)", lambda m: f"{m[1]}{another(m[2])}{m[3]}", xml)

    file = rewritten(edition.folder / "landelijk/presentatie.pptx", change, tmp_path / "presentatie.pptx")
    found = changes(read_document(file), examiner, slides)
    assert len(found) > 150
    assert {place.endswith("grafiek") for place, _ in found} == {True, False}  # charts, and the table for a heat map
    assert [place for place, verdicts in found if "klopt niet" not in verdicts] == []


def _shifted(value: str) -> str:
    number = float(value)
    return repr(number + 1 if number >= 1 else 1 - number if abs(number - 0.5) > 0.02 else number + 0.1)


def test_every_digit_that_is_changed_in_the_words_of_the_presentation_is_caught(edition, examiner, slides, tmp_path):
    """Titles, key figures and what is said of the method; not the 100% that rounding keeps the answers from."""
    run = re.compile(r"(<a:t>)([^<]*\d%[^<]*)(</a:t>)")

    def change(name: str, xml: str) -> str:
        is_slide = name.startswith("ppt/slides/slide") and "<a:tc>" not in xml
        change_one = lambda m: m[0] if "100%" in m[2] else f"{m[1]}{another(m[2])}{m[3]}"  # noqa: E731
        return run.sub(change_one, xml) if is_slide else xml

    file = rewritten(edition.folder / "landelijk/presentatie.pptx", change, tmp_path / "presentatie.pptx")
    found = changes(read_document(file), examiner, slides)
    assert len(found) > 15
    assert [place for place, verdicts in found if "klopt niet" not in verdicts] == []


def test_every_printed_number_that_is_changed_in_the_list_of_a_figure_is_caught(edition, examiner, tmp_path):
    file = edition.folder / "landelijk/figuren/houding.csv"
    original = read_document(file)
    assert examiner.examine(original).alarms == 0
    rows = [line.split(";") for line in file.read_text("utf-8-sig").splitlines()]
    place = rows[0].index("in_druk")
    changed = [rows[0], *([*row[:place], another(row[place]), *row[place + 1 :]] for row in rows[1:])]
    copy = tmp_path / "houding.csv"
    copy.write_text("\n".join(";".join(row) for row in changed), encoding="utf-8-sig")
    found = changes(read_document(copy), examiner, original)
    assert len(found) == len(rows) - 1
    assert [place for place, verdicts in found if "klopt niet" not in verdicts] == []


# --- the read-back of a build ----------------------------------------------------------------------------------------

TAMPERED = {
    "a wrong digit": ('("Figuur " ~ block.number)', '("Figuur " ~ (block.number + 1))'),
    "an extra number": ('"Nog in te vullen" | words', '"Nog 3 keer in te vullen" | words'),
    "a missing number": ("{{ (row | label) | words }}", '{{ "jaar" | words }}'),
    "numbers that changed places": ("{% for cell in row.cells %}", "{% for cell in row.cells | reverse %}"),
}
TAMPERED_ELSEWHERE = {
    "a title with a number of its own": ("pptx", "slides/slide.xml", "<a:p>{{ paragraph }}</a:p>",
        '<a:p>{{ paragraph }}{% if box.name == "Titel" %}<a:r><a:t> 2</a:t></a:r>{% endif %}</a:p>'),
    "a chart without its last value": ("pptx", "slides/chart.xml", "{% for dot in line.dots %}<c:pt",
        "{% for dot in line.dots[:-1] %}<c:pt"),
    "values of which the format rounds otherwise": ("pptx", "slides/chart.xml", 'formatCode="{{ dot.shown_as }}"><c:v>',
        'formatCode="0.0%"><c:v>'),
    "a picture with another number": ("social", "social.html", "{{ card.finding.number | plainly }}", "16%"),
    "a picture with a number too many": ("social", "social.html", '<p class="sentence">', '<p class="sentence">3x '),
}  # fmt: skip


@pytest.fixture(scope="module")
def project(edition, tmp_path_factory) -> Path:
    copy = tmp_path_factory.mktemp("teruglezen") / "monitor"
    shutil.copytree(edition.project, copy)
    return copy


@pytest.mark.parametrize("name", TAMPERED)
def test_a_template_for_word_that_prints_something_else_stops_the_build(project, name):
    old, new = TAMPERED[name]
    problem = _refused(project, "docx", "word/press-release.xml", old, new)
    assert problem.place.file == "persbericht.docx"


@pytest.mark.parametrize("name", TAMPERED_ELSEWHERE)
def test_a_template_for_slides_or_pictures_that_prints_something_else_stops_the_build(project, name):
    form, template, old, new = TAMPERED_ELSEWHERE[name]
    problem = _refused(project, form, template, old, new)
    assert problem.place.file == {"pptx": "presentatie.pptx", "social": "social"}[form]


def _refused(project: Path, form: str, template: str, old: str, new: str) -> Problem:
    """The first problem of a build with something else in a template."""
    path = project / "templates/pages" / template
    source = path.read_text("utf-8")
    assert old in source
    path.write_text(source.replace(old, new), "utf-8")
    try:
        with pytest.raises(UserError) as caught:
            build_draft(project, only=frozenset({form}))
    finally:
        path.write_text(source, "utf-8")
    problem = caught.value.problems[0]
    assert "hier staat" in problem.what or "ontbreekt" in problem.what
    return problem
