"""A press release is one page, also under embargo, with a reader's name on it and with quotes of two parties."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from reportgen.brand import read_brand
from reportgen.carried import PAGES, folders_of
from reportgen.copies import Copy
from reportgen.project.reading import read_project
from reportgen.publish.pdf import render_pdf, render_print
from reportgen.report.charts import draw
from reportgen.report.compose import compose, figures_of
from tests.national.conftest import ROOT

READER = "Redactie Wetenschap en Techniek van de Volkskrant"


@pytest.fixture(scope="module", params=["landelijk", "klantenservice-federatie"])
def report(edition, request):
    project = read_project(ROOT)
    wave = replace(project.monitor.waves["2025"], embargo="2025-03-19 06:00 Europe/Amsterdam")
    under = replace(project.monitor, waves=project.monitor.waves | {"2025": wave})
    return compose(
        edition.book, replace(project, monitor=under), request.param, draft=True, copy=Copy(recipient=READER)
    )


def test_it_is_one_page_and_says_so(report):
    own = read_project(ROOT).monitor.editions[report.edition]
    brand = read_brand(ROOT, own.brand, "voice-monitor", own.partner or None)
    pages = folders_of(ROOT, PAGES)
    figures = figures_of(report.press_release)
    charts = {figure.name: draw(figure.chart, brand.theme, brand.fonts) for figure in figures}
    pdf = render_pdf(render_print(report, report.press_release, charts, brand, pages), brand)
    with pypdfium2.PdfDocument(pdf) as document:
        (text,) = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    embargo = "Onder embargo tot woensdag 19 maart 2025, 06.00 uur (Nederlandse tijd)"
    assert text.count(embargo) == 2 + len(figures)
    assert text.count(f"Exemplaar voor {READER}") == 2
