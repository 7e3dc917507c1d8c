"""Publications on paper: HTML for WeasyPrint, and the tagged PDF that it makes of it."""

from __future__ import annotations

import contextlib
import ctypes.util
import io
import logging
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from reportgen.brand import Brand
from reportgen.errors import Problem, UserError
from reportgen.publish.blocks import Pages, render
from reportgen.publish.complaints import Complaints
from reportgen.publish.drawings import data_uri
from reportgen.publish.fonts import file_fonts
from reportgen.report.model import Figure, Publication, Report

if TYPE_CHECKING:
    import pydyf
    from weasyprint import Document

    from reportgen.publish.attaching import Attachment

PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
VARIANT = "pdf/a-3a"
"""Archivable and tagged; `tagging.repair` makes it PDF/UA-1 as well."""


def render_print(
    report: Report, publication: Publication, charts: Mapping[str, str], brand: Brand, pages: Pages
) -> str:
    """Render a publication as HTML for A4; `charts` maps a figure's name to its SVG source."""

    def drawing(figure: Figure) -> Markup:
        return Markup('<img src="{}" alt="{}">').format(data_uri(charts[figure.name]), figure.alt)

    return render("print", report, publication, brand, pages, drawing)


Anchors = Sequence[Mapping[str, float]]
"""For each page the anchors on it, with how far down they stand."""
Account = Callable[[Anchors, bytes], str]
"""Makes the ledger of a PDF of where its anchors are, and of what it will be but for that ledger itself."""
Closing = Callable[[Mapping[str, int]], str]
"""Makes print HTML of the page that each anchor stands on."""
LEDGER = "ledger.json"
ABOUT_THE_LEDGER = "Elk cijfer in dit document, met waar het vandaan komt"


def render_pdf(
    html: str,
    brand: Brand,
    account: Account | None = None,
    closing: Closing | None = None,
    lists: Sequence[Attachment] = (),
    pages: Pages = (),
) -> bytes:
    """Set print HTML as a PDF that is both PDF/UA-1 and PDF/A-3a, in the brand's fonts and nothing else.

    What `account` gives goes with it as an attachment, and so do the `lists`; what `closing` makes takes the place of
    the last page.
    Loads only `data:` addresses and the brand's font files. Raises UserError for whatever WeasyPrint would merely log:
    a missing picture, a link to nowhere, a character that no font has, CSS that it does not know; with file and line
    where these can be found in the project that the folders of page templates, `pages`, are in.
    """
    weasyprint = load_engine()
    from weasyprint.text.fonts import FontConfiguration

    from reportgen.publish.attaching import Attachment, attach, written
    from reportgen.publish.fetching import Fetcher, ForbiddenAddressError
    from reportgen.publish.page_numbers import PageNumbers
    from reportgen.publish.tagging import repair

    def finish(document: Document, pdf: pydyf.PDF) -> None:
        repair(document, pdf)
        files = list(lists)
        if account is not None:
            content = account(_anchors(document), written(pdf)).encode()
            files.insert(0, Attachment(LEDGER, content, "application/json", ABOUT_THE_LEDGER))
        if files:
            attach(pdf, files, document.metadata.modified)

    fetcher = Fetcher(font.path for font in brand.fonts)
    fonts = FontConfiguration()
    try:
        with nothing_only_logged(Complaints(html, pages)):
            faces = weasyprint.CSS(string=file_fonts(brand.fonts), font_config=fonts, url_fetcher=fetcher)

            def layout(source: str) -> Document:
                page = weasyprint.HTML(string=source, url_fetcher=fetcher)
                return page.render(font_config=fonts, stylesheets=[faces], counter_style=PageNumbers())

            document = layout(html)
            if closing is not None:
                document = document.copy([*document.pages[:-1], *layout(closing(_places(document))).pages])
            pdf: bytes = document.write_pdf(pdf_variant=VARIANT, finisher=finish)
    except ForbiddenAddressError as error:
        remedy = "Zet beeld als data in de pagina; een publicatie laadt niets van buiten."
        raise UserError(Problem(f"De pdf zou “{error}” laden, en dat mag niet.", remedy)) from error
    _only_own_fonts(document, brand)
    return pdf


def _anchors(document: Document) -> Anchors:
    return [{name: place[1] for name, place in page.anchors.items()} for page in document.pages]


def _places(document: Document) -> dict[str, int]:
    """The page of each anchor."""
    found: dict[str, int] = {}
    for number, page in enumerate(document.pages, 1):
        for anchor in page.anchors:
            found.setdefault(anchor, number)
    return found


def load_engine() -> Any:
    """Import WeasyPrint; raises UserError with the packages to install when a library that it needs is not there."""
    try:
        with contextlib.redirect_stdout(io.StringIO()), _libraries_by_name():
            import weasyprint
            from weasyprint.text.ffi import harfbuzz_subset
    except OSError as error:
        raise UserError(_missing_library(str(error))) from error
    if harfbuzz_subset is None:
        raise UserError(_missing_library("libharfbuzz-subset"))
    return weasyprint


@contextlib.contextmanager
def _libraries_by_name() -> Iterator[None]:
    """Let WeasyPrint open libraries by their exact names: searching for the others takes a third of its import."""
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None  # noqa: ARG005
    try:
        yield
    finally:
        ctypes.util.find_library = search


class _Messages(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(record.getMessage())


@contextlib.contextmanager
def nothing_only_logged(complaints: Complaints | None = None) -> Iterator[None]:
    """Raise UserError with every warning and error that was logged, which WeasyPrint itself would publish over."""
    logger, messages = logging.getLogger("weasyprint"), _Messages()
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(messages)
    try:
        yield
    finally:
        logger.removeHandler(messages)
        logger.propagate = propagate
    if messages.texts:
        complaints = complaints or Complaints("")
        raise UserError(dict.fromkeys(complaints.problem(text) for text in messages.texts))


def _only_own_fonts(document: Document, brand: Brand) -> None:
    foreign = sorted({font.family for font in document.fonts.values()} - {brand.theme.family})
    if foreign:
        remedy = f"Gebruik alleen tekens die {brand.theme.family} heeft."
        raise UserError(Problem(f"De pdf zou ook de letter {', '.join(foreign)} bevatten.", remedy))


def _missing_library(name: str) -> Problem:
    return Problem(
        f"Voor de pdf ontbreekt een bibliotheek ({name}).", f"Installeer haar met: apt-get install {PACKAGES}"
    )
