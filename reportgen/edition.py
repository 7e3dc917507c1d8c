"""One edition of one wave: its texts composed, its charts drawn, its publications set."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import version
from pathlib import Path

from reportgen.brand import Brand, read_brand
from reportgen.errors import UserError
from reportgen.facts import FactBook
from reportgen.keeping import Store, code_digest, digest, read_digests
from reportgen.parallel import Crew
from reportgen.progress import Progress
from reportgen.project.schema import Project
from reportgen.publish.html import render_page
from reportgen.report.compose import compose, figures_of
from reportgen.report.model import Chart, Publication, Report

Task = Callable[[], bytes]
CarryOut = Callable[[Sequence[Task]], Iterator[bytes]]

PAGES = "templates/pages"
MOST_KEPT = 400
"""How many charts, and how many documents, are kept for a next build."""


@dataclass(frozen=True, slots=True)
class Made:
    """The files of an edition by their path, and what a person still has to fill in."""

    files: Mapping[str, bytes]
    placeholders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Workshop:
    """Makes editions from one fact book; what was made before from the same parts is not made again."""

    project: Project
    book: FactBook
    forms: frozenset[str]
    draft: bool
    store: Store
    crew: Crew
    progress: Progress

    def make(self, edition: str) -> Made:
        """Make all files of an edition, `<edition>/<name>.<form>`."""
        self.progress.step("Teksten samenstellen")
        report = compose(self.book, self.project, edition, draft=self.draft)
        brand = read_brand(self.project.root, self.project.monitor.editions[edition].brand)
        parts = {"rapport": report.report, "persbericht": report.press_release}
        figures = {figure.name: figure.chart for part in parts.values() for figure in figures_of(part)}
        charts = self._charts(figures, brand)
        files = self._documents(report, parts, charts, brand)
        placeholders = tuple(placeholder for part in parts.values() for placeholder in part.placeholders)
        return Made({f"{edition}/{name}": content for name, content in files.items()}, placeholders)

    def _charts(self, figures: Mapping[str, Chart], brand: Brand) -> dict[str, str]:
        """Draw each chart, or find it drawn from the same facts, specification and theme."""
        fonts = [(font.family, font.weight, font.style, font.path.read_bytes()) for font in brand.fonts]
        style = digest(brand.theme, fonts, code_digest("report/charts"), version("matplotlib"))
        keys = {name: digest(chart, style) for name, chart in figures.items()}
        tasks = {name: partial(_drawn, chart, brand) for name, chart in figures.items()}
        made = self._kept("charts", "Grafieken tekenen", keys, tasks, _one_by_one)
        return {name: svg.decode() for name, svg in made.items()}

    def _documents(
        self, report: Report, parts: Mapping[str, Publication], charts: Mapping[str, str], brand: Brand
    ) -> dict[str, bytes]:
        """Set the report and the press release in each of the forms."""
        pages = self.project.root / PAGES
        templates = read_digests(pages, (file.name for file in pages.iterdir()))
        code = (code_digest("publish"), code_digest("brand.py"), version("weasyprint"), version("pydyf"))
        makers = {"pdf": _pdf, "html": _html}
        keys: dict[str, str] = {}
        tasks: dict[str, Task] = {}
        for name, publication in parts.items():
            # Each is kept by what it shows itself: a word in the report leaves the press release as it was.
            alone = replace(report, report=publication, press_release=publication)
            shown = {figure.name: charts[figure.name] for figure in figures_of(publication)}
            made_of = digest(alone, sorted(shown.items()), brand.theme, brand.logo, templates, code)
            for form in sorted(self.forms, reverse=True):
                keys[f"{name}.{form}"] = digest(form, made_of)
                tasks[f"{name}.{form}"] = partial(makers[form], alone, publication, shown, brand, pages)
        return self._kept("documents", "Rapport en persbericht zetten", keys, tasks, self.crew.results_of)

    def _kept(
        self, kind: str, step: str, keys: Mapping[str, str], tasks: Mapping[str, Task], carry_out: CarryOut
    ) -> dict[str, bytes]:
        """Find what was kept, and make the rest."""
        made = {name: kept for name, key in keys.items() if (kept := self.store.get(kind, key)) is not None}
        missing = [name for name in keys if name not in made]
        self.progress.step(step, len(missing))
        for name, content in zip(missing, carry_out([tasks[name] for name in missing]), strict=True):
            made[name] = self.store.put(kind, keys[name], content)
            self.progress.advance()
        self.store.trim(kind, MOST_KEPT)
        return made


def _one_by_one(tasks: Sequence[Task]) -> Iterator[bytes]:
    """Carry out tasks here: a chart takes less time than another process needs to get ready for it."""
    return (task() for task in tasks)


def _drawn(chart: Chart, brand: Brand) -> bytes:
    from reportgen.report.charts import draw

    return draw(chart, brand.theme, brand.fonts).encode()


def _html(report: Report, publication: Publication, charts: Mapping[str, str], brand: Brand, pages: Path) -> bytes:
    return render_page(report, publication, charts, brand, pages).encode()


def _pdf(report: Report, publication: Publication, charts: Mapping[str, str], brand: Brand, pages: Path) -> bytes:
    from reportgen.publish.pdf import render_pdf, render_print

    return render_pdf(render_print(report, publication, charts, brand, pages), brand)


def load_typesetting() -> None:
    """Load what sets a PDF; a library that is missing is told when it is needed."""
    from reportgen.publish.pdf import load_engine

    with suppress(UserError):
        load_engine()
