"""Publications on paper: HTML for WeasyPrint, and the tagged PDF that it makes of it."""

from __future__ import annotations

import contextlib
import ctypes.util
import io
import logging
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from reportgen.brand import Brand
from reportgen.errors import Problem, UserError
from reportgen.publish.blocks import Pages, render
from reportgen.publish.complaints import Complaints
from reportgen.publish.drawings import data_uri
from reportgen.publish.pieces import Closing, Kept, settle
from reportgen.report.model import Figure, Publication, Report

if TYPE_CHECKING:
    from reportgen.publish.attaching import Attachment

PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


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
LEDGER = "ledger.json"
ABOUT_THE_LEDGER = "Elk cijfer in dit document, met waar het vandaan komt"


def nothing_kept(_kind: str, _source: str, make: Callable[[], bytes]) -> bytes:
    """Make everything, each time."""
    return make()


def render_pdf(
    html: str,
    brand: Brand,
    account: Account | None = None,
    closing: Closing | None = None,
    lists: Sequence[Attachment] = (),
    pages: Pages = (),
    kept: Kept = nothing_kept,
    margins: str = "",
) -> bytes:
    """Set print HTML as a PDF that is both PDF/UA-1 and PDF/A-3a, in the brand's fonts and nothing else.

    What `closing` makes comes last. `margins` is HTML of two pages that are laid over the others: over each that a
    piece opens, and over each that goes on. What `account` gives goes along as an attachment, and so do the `lists`.
    Loads only `data:` addresses and the brand's font files. Raises UserError for whatever WeasyPrint would merely log:
    a missing picture, a link to nowhere, a character that no font has, CSS that it does not know; with file and line
    where these can be found in the project that the folders of page templates, `pages`, are in.
    """
    load_engine()  # and say so where it can't be, before what is built on it is loaded
    from reportgen.publish.attaching import Attachment, attach
    from reportgen.publish.joining import join, lay_over, written
    from reportgen.publish.setting import Setting

    setting = Setting(brand, Complaints(html, pages), kept)
    sources, leaves = settle(html, closing, setting.lay_out)
    pdf = join(setting.paint_all(sources), leaves)
    if margins:
        lay_over(pdf, setting.paint_all([margins])[0], [len(setting.lay_out(source)) for source in sources])
    files = list(lists)
    if account is not None:
        anchors = [{name: down for name, (_, down) in leaf.anchors.items()} for leaf in leaves]
        content = account(anchors, written(pdf)).encode()
        files.insert(0, Attachment(LEDGER, content, "application/json", ABOUT_THE_LEDGER))
    if files:
        attach(pdf, files)
    return written(pdf)


def load_engine() -> Any:
    """Import WeasyPrint; raises UserError with the packages to install when a library that it needs is not there."""
    try:
        with contextlib.redirect_stdout(io.StringIO()), _libraries_by_name(), warnings.catch_warnings():
            # It warns where no font is installed, and takes none but those of the brand.
            warnings.filterwarnings("ignore", ".*Expect ugly output", UserWarning)
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


def _missing_library(name: str) -> Problem:
    return Problem(
        f"Voor de pdf ontbreekt een bibliotheek ({name}).", f"Installeer haar met: apt-get install {PACKAGES}"
    )
