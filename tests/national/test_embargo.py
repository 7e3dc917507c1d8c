"""The national press release is one page, also under embargo and with a reader's name on it."""

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

READER = "Redactie Wetenschap en Techniek van de Volkskrant"


@pytest.fixture(scope="module")
def report(edition):
    project = read_project(edition.project)
    wave = replace(project.monitor.waves["2025"], embargo="2025-03-19 06:00 Europe/Amsterdam")
    under = replace(project.monitor, waves=project.monitor.waves | {"2025": wave})
    return compose(edition.book, replace(project, monitor=under), "landelijk", draft=True, copy=Copy(recipient=READER))


def test_it_is_one_page_and_says_so(edition, report):
    brand, pages = read_brand(edition.project, "voice-monitor"), folders_of(edition.project, PAGES)
    figures = figures_of(report.press_release)
    charts = {figure.name: draw(figure.chart, brand.theme, brand.fonts) for figure in figures}
    pdf = render_pdf(render_print(report, report.press_release, charts, brand, pages), brand)
    with pypdfium2.PdfDocument(pdf) as document:
        (text,) = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    embargo = "Onder embargo tot woensdag 19 maart 2025, 06.00 uur (Nederlandse tijd)"
    assert text.count(embargo) == 2 + len(figures)
    assert text.count(f"Exemplaar voor {READER}") == 2
