"""What an edition is to have: each of its files with what it is made of, the hash of all that, and how it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import version
from pathlib import Path

from reportgen import proving
from reportgen.brand import Brand
from reportgen.carried import PAGES, files_of, folders_of
from reportgen.facts import Fact, FactBook
from reportgen.keeping import Store, code_digest, digest, digests_of
from reportgen.publish.downloads import KIT
from reportgen.publish.html import NARROW
from reportgen.report.compose import figures_of
from reportgen.report.model import Publication, Report
from reportgen.report.slides import only_shown
from reportgen.report.tabulation import only_tables, printed_in

Task = Callable[[], bytes]

IN_COLUMN = " (kolom)"
"""What stands behind a figure's name for its drawing in the column of the press release."""
FORMS = {
    "rapport": frozenset({"pdf", "html"}),
    "persbericht": frozenset({"pdf", "html", "docx"}),
    "rectificatie": frozenset({"pdf", "html"}),
}
"""The forms that each publication comes in; beside them are tables ("xlsx"), figures ("svg") and slides ("pptx"),
findings as pictures ("social"), and everything together ("kit")."""
TABLES, PRESENTATION = "tabellen.xlsx", "presentatie.pptx"
_SET_BY = ("weasyprint", "pydyf", "pikepdf", "pypdfium2", "pillow", "xlsxwriter")
_OURS = ("publish", "brand", "proving.py", "ledger.py", "report/ledger.py", "report/taking.py", "verify")


@dataclass(frozen=True, slots=True)
class Order:
    """A file that is to be made: what it is made of, the hash of all that, and how."""

    made_of: proving.MadeOf
    key: str
    task: Task


class Ordering:
    """Orders the files of an edition; each is kept by what it shows itself, so that a change costs what it touches.

    `charts` are the drawings by the names of their figures, `forms` those that are wanted, and `root` is the project.
    """

    def __init__(
        self,
        report: Report,
        charts: Mapping[str, str],
        brand: Brand,
        book: FactBook,
        forms: frozenset[str],
        store: Store,
        root: Path,
    ) -> None:
        self.pages = folders_of(root, PAGES)
        self._report, self._charts, self._brand, self._book, self._forms = report, charts, brand, book, forms
        fonts, versions = hash_of_fonts(brand), [version(package) for package in _SET_BY]
        self._kept = partial(_kept_piece, store, digest(fonts, code_digest("publish"), *versions))
        self._theme = digest(brand.theme, fonts, *map(code_digest, _OURS), *versions)
        self.style = digest(self._theme, brand.logo, brand.partner, digests_of(files_of(root, PAGES)))

    def all(self, parts: Mapping[str, Publication]) -> dict[str, Order]:
        """Order everything in the forms that are wanted; `parts` are the publications by the names of their files."""
        orders = {order.made_of.file: order for name, one in parts.items() for order in self._publication(name, one)}
        shown = only_tables(self._report.report)
        if "xlsx" in self._forms:
            orders[TABLES] = self._tables(shown)
        if self._forms & {"svg", "html"}:  # a web page carries them along
            orders[KIT] = self._figures(shown)
        if "pptx" in self._forms:
            orders[PRESENTATION] = self._presentation()
        if "social" in self._forms and self._report.findings:
            orders[proving.SOCIAL] = self._social()
        return orders

    def _publication(self, name: str, publication: Publication) -> Iterator[Order]:
        """A word in the report leaves the press release as it was."""
        kit = sorted(figure.name for figure in figures_of(self._report.report))
        alone = replace(self._report, report=publication, press_release=publication, findings=())
        shared, facts = digest(alone, self.style), self._printed_in(publication)
        makers: dict[str, Callable[..., bytes]] = {
            "pdf": partial(proving.pdf, facts=facts, kept=self._kept),
            "html": partial(proving.web_page, kit=kit),
            "docx": proving.word,
        }
        for form in sorted(self._forms & FORMS[name], reverse=True):
            shown, file = self._drawings(name, form, publication), f"{name}.{form}"
            made_of = proving.MadeOf(file, alone, publication, shown, self._brand)
            key = digest(file, shared, sorted(shown.items()), facts if form == "pdf" else kit)
            yield Order(made_of, key, partial(makers[form], made_of, self.pages))

    def _drawings(self, name: str, form: str, publication: Publication) -> dict[str, str]:
        wide = [figure.name for figure in figures_of(publication)]
        if (name, form) == ("persbericht", "pdf"):
            return {figure: self._charts[figure + IN_COLUMN] for figure in wide}
        named = [*wide, *(figure + NARROW for figure in wide)] if form == "html" else wide
        return {figure: self._charts[figure] for figure in named}

    def _tables(self, shown: Publication) -> Order:
        """The words of the report are left out, so that others leave its tables as they are."""
        alone, facts = self._with_nothing_but(shown), self._printed_in(shown)
        made_of = proving.MadeOf(TABLES, alone, shown, {}, self._brand)
        return Order(made_of, digest(TABLES, alone, facts, self._theme), partial(proving.workbook, made_of, facts))

    def _figures(self, shown: Publication) -> Order:
        drawings = {figure.name: self._charts[figure.name] for figure in figures_of(shown)}
        facts = self._printed_in(shown)
        made_of = proving.MadeOf(KIT, self._with_nothing_but(shown), shown, drawings, self._brand)
        key = digest(KIT, figures_of(shown), sorted(drawings.items()), facts, self._report.stamp, self._theme)
        return Order(made_of, key, partial(proving.figures, made_of, facts))

    def _presentation(self) -> Order:
        shown = only_shown(self._report.report)
        alone = self._with_nothing_but(shown)
        made_of = proving.MadeOf(PRESENTATION, alone, shown, {}, self._brand)
        code = code_digest("report/slides.py"), code_digest("report/slide_figures.py")
        key = digest(PRESENTATION, alone, code, self.style)
        return Order(made_of, key, partial(proving.slides, made_of, self.pages))

    def _social(self) -> Order:
        """With nothing but the findings: editions in one style share their pictures."""
        bare = replace(self._report.report, chapters=(), origins=(), block_origins=())
        nameless = replace(self._report, edition="", edition_label="", partner="", contact=())
        alone = replace(nameless, report=bare, press_release=bare)
        made_of = proving.MadeOf(proving.SOCIAL, alone, bare, {}, self._brand)
        key = digest(proving.SOCIAL, alone, code_digest("report/social.py"), self.style)
        return Order(made_of, key, partial(proving.social, made_of, self.pages))

    def _with_nothing_but(self, shown: Publication) -> Report:
        return replace(self._report, report=shown, press_release=shown, findings=())

    def _printed_in(self, publication: Publication) -> dict[str, Fact]:
        facts = self._book.by_id
        return {name: facts[name] for name in printed_in(publication) if name in facts}


def hash_of_fonts(brand: Brand) -> str:
    """Hash the fonts of a brand."""
    parts = ((font.family, font.weight, font.style, font.path.read_bytes()) for font in brand.fonts)
    return digest(*(part for font in parts for part in font))


def _kept_piece(store: Store, set_by: str, kind: str, source: str, make: Task) -> bytes:
    """Find a piece of a PDF that was set before by the same, in the same fonts; its HTML has all else."""
    return store.made_once(kind, digest(source, set_by), make)
