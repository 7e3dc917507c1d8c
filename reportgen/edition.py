"""One edition of one wave: its texts composed, its charts drawn, its publications set."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from importlib.metadata import version
from pathlib import Path

from reportgen import proving
from reportgen.books import own_part
from reportgen.brand import Brand, read_brand
from reportgen.carried import PAGES, folders_of
from reportgen.copies import COMMON, Copy
from reportgen.errors import Problem, UserError, gathering
from reportgen.facts import FactBook
from reportgen.facts import to_json as facts_to_json
from reportgen.isolation.strangers import Mark, refuse_strangers, strangers_to
from reportgen.keeping import Content, Store, bytes_of, code_digest, digest
from reportgen.ledger import Entry, to_json
from reportgen.ordering import IN_COLUMN, Ordering, Task, hash_of_fonts
from reportgen.pairs import Contents, Printed, contents_of, numbers_in
from reportgen.parallel import Crew
from reportgen.press_kit import with_press_kit, without_repeats
from reportgen.progress import Progress
from reportgen.project.schema import Project
from reportgen.publish.downloads import KIT, embedded, without_light
from reportgen.publish.fonts import require_whole
from reportgen.publish.html import NARROW, render_page
from reportgen.publish.packing import unpack
from reportgen.report.compose import compose, figures_of
from reportgen.report.model import Chart, Publication, Report
from reportgen.verify.own import Printing

CarryOut = Callable[[Sequence[Task]], Iterator[bytes]]

SOFTWARE = {"NumPy": "numpy", "SciPy": "scipy", "Matplotlib": "matplotlib", "WeasyPrint": "weasyprint"}
"""What a report says that it was made with; the manifest names all of it."""
FACTS = "facts.json"


@dataclass(frozen=True, slots=True)
class Made:
    """The files of an edition by their path, what it is made of and prints, and what its maker should know of it."""

    files: Mapping[str, Content]
    placeholders: tuple[str, ...]
    contents: Contents
    printed: Printed
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """What keeps an edition from being made."""

    problems: tuple[Problem, ...]


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
    copy: Copy = COMMON
    _brands: dict[str, Brand] = field(default_factory=dict)
    """Those of the editions, as far as they have been read and have no mistakes."""

    def strangers_to(self, edition: str) -> tuple[Mark, ...]:
        """What belongs to the other editions, and so may not stand in this one."""
        for name in self.project.monitor.editions:
            if name not in self._brands:
                with suppress(UserError):
                    self._brands[name] = brand_of(self.project, name)
        return strangers_to(edition, self.project, self._brands, self.copy.recipient)

    def try_making(self, edition: str, strangers: Sequence[Mark]) -> Made | Failed:
        """Make an edition of which nothing is a stranger's, or say what keeps it from being made."""
        try:
            made = self.make(edition)
            files = {name: bytes_of(content) for name, content in made.files.items()}
            refuse_strangers(without_repeats(files), strangers)
        except UserError as error:
            return Failed(error.problems)
        return made

    def make(self, edition: str) -> Made:
        """Make all files of an edition, `<edition>/<name>.<form>`."""
        self.progress.step("Teksten samenstellen")
        report, brand = compose_with_brand(self.book, self.project, edition, draft=self.draft, copy=self.copy)
        parts = {"rapport": report.report, "persbericht": report.press_release}
        if report.rectification is not None:
            parts["rectificatie"] = report.rectification
        figures = {figure.name: figure.chart for part in parts.values() for figure in figures_of(part)}
        charts = self._charts(figures, [figure.name for figure in figures_of(report.press_release)], brand)
        try:
            files, entries = self._documents(report, parts, charts, brand)
        except UserError:
            # If trying the pages finds it too, it is said there with more of its place.
            try_pages(report, brand, self.project.root)
            raise
        placeholders = tuple(placeholder for part in parts.values() for placeholder in part.placeholders)
        remarks = brand.partner.remarks if brand.partner else ()
        contents = contents_of(report, self.project.monitor.editions[edition])
        if self.book.cuts:
            files[FACTS] = facts_to_json(own_part(self.book), report.version, report.embargo_iso).encode()
        placed = {f"{edition}/{name}": content for name, content in files.items()}
        return Made(placed, placeholders, contents, numbers_in(entries), remarks)

    def _charts(self, figures: Mapping[str, Chart], in_column: Sequence[str], brand: Brand) -> dict[str, str]:
        """Draw each chart, or find it drawn from the same facts, specification and theme; some for a column as well."""
        style = digest(brand.theme, hash_of_fonts(brand), code_digest("report/charts"), version("matplotlib"))
        keys = {name: digest(chart, style) for name, chart in figures.items()}
        tasks: dict[str, Task] = {name: partial(_drawn, chart, brand) for name, chart in figures.items()}
        others = [(NARROW, figures)] if "html" in self.forms else []
        others += [(IN_COLUMN, {name: figures[name] for name in in_column})] if "pdf" in self.forms else []
        for form, shown in others:
            keys |= {name + form: digest(chart, style, form) for name, chart in shown.items()}
            tasks |= {name + form: partial(_drawn, chart, brand, form) for name, chart in shown.items()}
        made = self._kept("charts", "Grafieken tekenen", keys, tasks, _one_by_one)
        return {name: svg.decode() for name, svg in made.items()}

    def _documents(
        self, report: Report, parts: Mapping[str, Publication], charts: Mapping[str, str], brand: Brand
    ) -> tuple[dict[str, bytes], tuple[Entry, ...]]:
        """Set the report and the press release in each of the forms, read each of them back, and add their ledger."""
        ordering = Ordering(report, charts, brand, self.book, self.forms, self.store, self.project.root)
        orders = ordering.all(parts)
        keys, tasks = ({n: o.key for n, o in orders.items()}, {n: o.task for n, o in orders.items()})
        try:
            files = self._kept("documents", "Rapport en persbericht zetten", keys, tasks, self.crew.results_of)
        except BrokenProcessPool as error:
            what = "Een proces dat de pagina’s zette, is afgebroken; misschien was er te weinig geheugen."
            raise UserError(Problem(what, "Sluit andere programma’s, of probeer het met --jobs 1.")) from error
        made_of = {name: order.made_of for name, order in orders.items()}
        for folder in (one for one in (KIT, proving.SOCIAL) if one in files):
            packed = {f"{folder}/{name}": content for name, content in unpack(files.pop(folder)).items()}
            files |= packed
            made_of |= {name: replace(made_of[folder], file=name) for name in packed}
        files = {n: embedded(page, files) if n.endswith(".html") else page for n, page in files.items()}
        files = without_light(files)
        if "kit" in self.forms:
            given = {n: content for n, content in files.items() if "svg" in self.forms or not n.startswith(f"{KIT}/")}
            kit, page = with_press_kit(report, given, brand, ordering.pages, ordering.style, self._kept_one)
            files, made_of = files | kit, made_of | page
        self.progress.step("Cijfers teruglezen")
        entries = proving.read_back(files, made_of, Printing(self.project, self.book))
        if "svg" not in self.forms:  # then they are only within the pages
            files = {name: content for name, content in files.items() if not name.startswith(f"{KIT}/")}
            entries = tuple(entry for entry in entries if entry.file in files)
        ledger = to_json(report.monitor, report.wave, report.edition, entries).encode()
        return files | {proving.LEDGER: ledger}, entries

    def _kept(
        self, kind: str, step: str, keys: Mapping[str, str], tasks: Mapping[str, Task], carry_out: CarryOut
    ) -> dict[str, bytes]:
        """Find what was kept, make what nobody else is making, and wait for the rest."""
        made = {name: kept for name, key in keys.items() if (kept := self.store.get(kind, key)) is not None}
        missing = {name: key for name, key in keys.items() if name not in made}
        self.progress.step(step, len(missing))
        turns = self.store.turns(kind, missing)
        try:
            for name, content in zip(turns, carry_out([tasks[name] for name in turns]), strict=True):
                made[name] = self.store.put(kind, keys[name], content)
                turns[name].end()
                self.progress.advance()
        finally:
            for turn in turns.values():
                turn.end()
        for name in [name for name in missing if name not in made]:
            made[name] = self.store.made_once(kind, keys[name], partial(_alone, carry_out, tasks[name]))
            self.progress.advance()
        return made

    def _kept_one(self, key: str, task: Task) -> bytes:
        return self._kept("documents", "Persmap samenstellen", {"": key}, {"": task}, _one_by_one)[""]


def compose_with_brand(
    book: FactBook, project: Project, edition: str, *, draft: bool, copy: Copy = COMMON
) -> tuple[Report, Brand]:
    """Compose an edition and read its house style; raises UserError with what is wrong in both."""
    problems: list[Problem] = []
    report: Report | None = None
    brand: Brand | None = None
    with gathering(problems):
        report = compose(book, project, edition, draft=draft, versions=software(), copy=copy)
    with gathering(problems):
        brand = brand_of(project, edition)
    if report is None or brand is None:
        raise UserError(problems)
    return report, brand


def brand_of(project: Project, edition: str) -> Brand:
    """Read the house style of an edition: the monitor's own, with what a partner brings to it."""
    listed = project.monitor.editions.listed
    chosen = project.monitor.editions[edition]
    return read_brand(project.root, chosen.brand, listed[0].brand, chosen.partner)


def software() -> dict[str, str]:
    """Name the software that a report says it was made with, and its versions."""
    return {name: version(package) for name, package in SOFTWARE.items()}


def try_pages(report: Report, brand: Brand, root: Path) -> None:
    """Fill the pages, for screen and print, with everything but the drawings.

    Raises UserError for what only shows there: a template that is missing or broken, a font that cannot be read or
    that lacks a character.
    """
    from reportgen.publish.pdf import render_print
    from reportgen.publish.slides import compose_slides
    from reportgen.publish.word import compose_parts

    require_whole(brand.fonts)
    pages = folders_of(root, PAGES)
    for publication in filter(None, (report.report, report.press_release, report.rectification)):
        drawings = {figure.name: '<svg viewBox="0 0 1 1"></svg>' for figure in figures_of(publication)}
        render_page(report, publication, drawings, brand, pages)
        render_print(report, publication, drawings, brand, pages)
        if publication is report.press_release:
            compose_parts(report, publication, drawings, brand, pages)
        if publication is report.report:
            compose_slides(report, publication, brand, pages)


def _one_by_one(tasks: Sequence[Task]) -> Iterator[bytes]:
    """Carry out tasks here: a chart takes less time than another process needs to get ready for it."""
    return (task() for task in tasks)


def _alone(carry_out: CarryOut, task: Task) -> bytes:
    (made,) = carry_out([task])
    return made


def _drawn(chart: Chart, brand: Brand, form: str = "") -> bytes:
    from reportgen.report.charts import draw, draw_in_column, draw_narrow

    by_form = {"": draw, NARROW: draw_narrow, IN_COLUMN: draw_in_column}
    return by_form[form](chart, brand.theme, brand.fonts).encode()


def load_typesetting() -> None:
    """Load what sets a PDF; a library that is missing is told when it is needed."""
    from reportgen.publish.pdf import load_engine

    with suppress(UserError):
        load_engine()
