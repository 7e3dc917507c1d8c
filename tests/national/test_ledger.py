"""The ledger of the built edition: complete, right, brought along, and what verify makes of a publication with it."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from reportgen.errors import UserError
from reportgen.ledger import from_json
from reportgen.project.reading import read_project
from reportgen.report.charts import draw
from reportgen.report.compose import compose, figures_of
from reportgen.verify.documents import Document
from reportgen.verify.examination import Examiner
from reportgen.verify.formats.pdf import ledger_in
from reportgen.verify.own import Printing
from reportgen.verify.owned import Owned, Owning
from reportgen.verify.reading import read_document
from reportgen.verify.verdicts import ALARMS, Verdict
from tests.damage import written_monitor
from tests.national.conftest import build_draft

FILES = ("index.html", "persbericht.html", "persbericht.pdf", "rapport.html", "rapport.pdf")
OTHERS = ("persbericht.docx", "presentatie.pptx", "tabellen.xlsx")
NUMBER = re.compile(r"[<>+−]?\d+(?:[.,]\d+)*%?")
TEXT = re.compile(r"<(?:style|head)\b.*?</(?:style|head)>|<[^>]*>", re.DOTALL)
SPOKEN = re.compile(r'(?<=aria-label=")[^"]*')


@pytest.fixture(scope="module")
def entries(edition):
    return from_json(edition.read("landelijk/ledger.json").decode())


@pytest.fixture(scope="module")
def examiner(edition) -> Examiner:
    return Examiner(read_project(edition.project), edition.book)


@pytest.fixture(scope="module")
def owning(edition) -> Owning:
    return Owning(Printing(read_project(edition.project), edition.book))


def alarms(owned: Owned) -> int:
    found = [finding for findings in owned.findings.values() for finding in findings]
    return sum(finding.verdict in ALARMS for finding in found) + len(owned.missing)


# --- what is in it ---------------------------------------------------------------------------------------------------


def test_every_file_has_entries_and_those_of_a_pdf_have_their_page(edition, entries):
    drawings = {f"figuren/{file.name}" for file in (edition.folder / "landelijk/figuren").glob("*.svg")}
    social = {f"social/{file.name}" for file in (edition.folder / "landelijk/social").iterdir()}
    assert {entry.file for entry in entries} == {*FILES, *OTHERS, *drawings, *social}
    assert all((entry.page is not None) == entry.file.endswith(".pdf") for entry in entries)


def test_most_numbers_are_outcomes_and_the_others_say_what_they_are(entries):
    counts = Counter(entry.origin for entry in entries if entry.file == "rapport.pdf")
    assert counts["fact"] > 2000
    assert set(counts) == {"fact", "wave", "date", "reference", "label", "method"}
    assert all((entry.fact is not None) == (entry.origin == "fact") for entry in entries)


def test_no_number_in_the_plain_text_of_a_page_is_missing_from_its_ledger(edition, entries):
    document = pypdfium2.PdfDocument(edition.read("landelijk/rapport.pdf"))
    of_report = [entry for entry in entries if entry.file == "rapport.pdf"]
    before: set[str] = set()
    for number, page in enumerate(document, start=1):
        told = [entry for entry in of_report if entry.page == number]
        known = Counter(number for entry in told for number in NUMBER.findall(entry.text))
        printed = Counter(NUMBER.findall(page.get_textpage().get_text_range()))
        # Only the head of a table that goes on over the end of a page is said again.
        assert set(printed - known) <= before, f"page {number}"
        going_on = {entry.element for entry in told if entry.element.startswith("tabel-")}
        before = {n for entry in of_report if entry.element in going_on for n in NUMBER.findall(entry.text)}


def test_each_tied_number_is_what_its_fact_is_by_rules_of_their_own(edition, entries):
    printing = Printing(read_project(edition.project), edition.book)
    tied = {(entry.text, entry.fact) for entry in entries if entry.fact}
    assert len(tied) > 1000
    assert [one for one in tied if not printing.fits(*one)] == []


@pytest.mark.parametrize("name", ["rapport.pdf", "persbericht.pdf"])
def test_a_pdf_brings_its_own_part_along(edition, entries, name):
    assert ledger_in(edition.read(f"landelijk/{name}")) == tuple(entry for entry in entries if entry.file == name)


# --- verify on our own publications ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
def test_verify_ties_every_number_of_our_own_publications_to_its_fact(edition, entries, examiner, name):
    examination = examiner.examine(read_document(edition.folder / "landelijk" / name))
    tied = [entry for entry in entries if entry.file == name and entry.fact and NUMBER.search(entry.text)]
    confirmed = [f for s in examination.sentences for f in s.findings if f.verdict is Verdict.CONFIRMED and f.facts]
    in_text = Counter(fact for finding in confirmed for fact in finding.facts)
    missing = Counter(fact for entry in tied for fact in entry.fact.split(";")) - in_text
    # On a page the title, the contents and a heading such as "95%-interval" repeat some without their mark.
    del missing["confidence"]
    assert missing.total() <= (0 if name.endswith(".pdf") else 30)
    assert examination.alarms == 0
    assert examination.counts[Verdict.UNTRACEABLE] == 0
    if name == "rapport.pdf":
        assert len(confirmed) > 2000


def spans_of(html: str) -> Iterator[tuple[int, int]]:
    """Where the numbers in the text layer of a page or drawing stand, those in alternative texts too."""
    end = 0
    for tag in TEXT.finditer(html):
        yield from ((end + n.start(), end + n.end()) for n in NUMBER.finditer(html[end : tag.start()]))
        for spoken in SPOKEN.finditer(tag[0]):
            at = tag.start() + spoken.start()
            yield from ((at + n.start(), at + n.end()) for n in NUMBER.finditer(spoken[0]))
        end = tag.end()


def with_another_digit(text: str, span: tuple[int, int]) -> str:
    number = text[slice(*span)]
    changed = re.sub(r"\d", lambda digit: str((int(digit[0]) + 1) % 10), number, count=1)
    return f"{text[: span[0]]}{changed}{text[span[1] :]}"


@pytest.mark.parametrize(
    ("name", "every"),
    [
        ("persbericht.html", 9),
        ("rapport.html", 1201),
        pytest.param("persbericht.html", 1, marks=pytest.mark.slow),
        pytest.param("rapport.html", 61, marks=pytest.mark.slow),
    ],
)
def test_any_digit_changed_in_a_page_is_caught(edition, owning, tmp_path, name, every):
    html = edition.read(f"landelijk/{name}").decode()
    file = tmp_path / name
    spans = list(spans_of(html))
    assert len(spans) > 100
    for span in spans[::every]:
        file.write_text(with_another_digit(html, span), "utf-8")
        assert alarms(owning.look(read_document(file))) == 1, html[span[0] - 60 : span[1] + 20]


def test_a_digit_changed_in_prose_cell_caption_drawing_and_alternative_text_is_told_with_what_it_should_be(
    edition, examiner, tmp_path
):
    html = edition.read("landelijk/rapport.html").decode()
    file = tmp_path / "rapport.html"
    places = {
        r'<p class="lead">.*?<data value="chatbot_positief@2024">10%': "dat is 10%",
        r'<td><data value="chatbot_positief@2023">7%': "dat is 7%",
        r'<span class="title">.*?<data value="maandelijks_chatbot@2025">25%': "dat is 25%",
        r'<text [^>]*data-fact="chatbot_positief@2025">15%': "dat is 15%",
        r'<text [^>]*data-fact="chatbot_positief@2025#n">n = 1.061': "dat is 1.061",
        r'aria-label="Lijngrafiek: chatbot 7%': "dat is 7%",
    }
    for pattern in places:
        found = re.search(pattern, html, re.DOTALL)
        assert found, pattern
        last = [n.span() for n in NUMBER.finditer(html, found.start(), found.end())][-1]
        html = with_another_digit(html, last)
    file.write_text(html, "utf-8")
    examination = examiner.examine(read_document(file))
    wrong = [f.reason for s in examination.sentences for f in s.findings if f.verdict in ALARMS]
    assert len(wrong) == len(places)
    assert Counter(told for told in places.values()) == Counter(
        next(told for told in places.values() if told in reason) for reason in wrong
    )


def test_a_number_put_in_or_taken_out_of_a_page_is_caught(edition, owning, tmp_path):
    html = edition.read("landelijk/persbericht.html").decode()
    file = tmp_path / "persbericht.html"
    for old, new in (
        ("</h1>", "</h1><p>Wel 7 op de 10.</p>"),
        ('<data value="chatbot_positief@2025">15%</data>', "15%"),
        ('<data value="chatbot_positief@2025">15%</data>', "een deel"),
    ):
        assert old in html
        file.write_text(html.replace(old, new, 1), "utf-8")
        assert alarms(owning.look(read_document(file))) >= 1, new


def test_any_digit_changed_in_a_chart_on_its_own_is_caught(edition, owning, tmp_path):
    project = read_project(edition.project)
    report = compose(edition.book, project, "landelijk", draft=True)
    from reportgen.brand import read_brand

    brand = read_brand(edition.project, project.monitor.editions["landelijk"].brand)
    kinds = {figure.chart.kind: figure.chart for figure in figures_of(report.report)}
    assert len(kinds) >= 6
    for kind, chart in kinds.items():
        svg = draw(chart, brand.theme, brand.fonts)
        file = tmp_path / f"{kind}.svg"
        file.write_text(svg, "utf-8")
        assert alarms(owning.look(read_document(file))) == 0
        spans = list(spans_of(svg))
        assert spans
        for span in spans:
            file.write_text(with_another_digit(svg, span), "utf-8")
            assert alarms(owning.look(read_document(file))) == 1, (kind, svg[span[0] - 60 : span[1]])


@pytest.mark.parametrize("every", [197, pytest.param(29, marks=pytest.mark.slow)])
def test_any_digit_changed_in_the_text_of_the_pdf_is_caught(edition, owning, every):
    document = read_document(edition.folder / "landelijk" / "rapport.pdf")
    assert alarms(owning.look(document)) == 0
    numbered = [(i, m) for i, p in enumerate(document.passages) for m in NUMBER.finditer(p.text)]
    assert len(numbered) > 2500
    for place, number in numbered[::every]:
        passages = list(document.passages)
        passages[place] = replace(passages[place], text=with_another_digit(passages[place].text, number.span()))
        changed = Document(document.name, tuple(passages), document.declared)
        assert alarms(owning.look(changed)) == 1, passages[place].text


# --- the read-back of a build ----------------------------------------------------------------------------------------

CELL = "{{ number(cell.text, cell.fact) }}"
TAMPERED = {
    "a wrong digit": ("blocks.html", "van figuur {{ block.number }}", "van figuur {{ block.number + 1 }}"),
    "an extra number": ("screen.html", '<a class="skip"', '<p>Versie 3</p><a class="skip"'),
    "a missing number": ("blocks.html", "Figuur {{ block.number }} </span>", "Figuur </span>"),
    "numbers that changed places": (
        "blocks.html", "{% for cell in row.cells %}", "{% for cell in row.cells | reverse %}",
    ),
    "a number under another's name": ("blocks.html", CELL, CELL.replace("cell.fact", "'confidence' if cell.fact")),
}  # fmt: skip


@pytest.fixture(scope="module")
def project(edition, tmp_path_factory) -> Path:
    copy = tmp_path_factory.mktemp("teruglezen") / "monitor"
    shutil.copytree(edition.project, copy)
    return copy


@pytest.mark.parametrize("name", TAMPERED)
def test_a_template_that_prints_something_else_stops_the_build_and_is_told_where(project, edition, name):
    file, old, new = TAMPERED[name]
    path = project / "templates" / "pages" / file
    source = path.read_text("utf-8")
    assert old in source
    path.write_text(source.replace(old, new), "utf-8")
    try:
        with pytest.raises(UserError) as caught:
            build_draft(project, only=frozenset({"html"}))
    finally:
        path.write_text(source, "utf-8")
    problem = caught.value.problems[0]
    assert problem.place.file in {"rapport.html", "persbericht.html"}
    assert problem.place.detail.startswith("regel ")
    assert "hier staat" in problem.what or "ontbreekt" in problem.what or "draagt de naam" in problem.what
    kept = {name: (project / "output" / "2025" / "landelijk" / name).read_bytes() for name in FILES}
    assert kept == {name: edition.read(f"landelijk/{name}") for name in FILES}


@pytest.mark.parametrize(
    ("file", "page", "wrong"),
    [
        ("report-print.css", ".contents a::after { content: attr(data-page)", "12"),
        ("print.css", r'content: " op pagina\a0" attr(data-page)', "98"),
    ],
    ids=["the contents", "a reference"],
)
def test_a_wrong_page_number_in_the_pdf_stops_the_build(tmp_path, file, page, wrong):
    project = written_monitor(tmp_path / "monitor")
    path = project / "templates/pages" / file
    source = path.read_text("utf-8")
    assert page in source
    path.write_text(source.replace(page, page.replace("attr(data-page)", f'"{wrong}"')), "utf-8")
    with pytest.raises(UserError) as caught:
        build_draft(project, only=frozenset({"pdf"}))
    problem = caught.value.problems[0]
    assert str(problem.place).startswith("rapport.pdf, pagina")
    assert f"hier staat “{wrong}”" in problem.what
