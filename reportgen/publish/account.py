"""The last chapter of a printed report: of each number in it what it is, and on which pages it stands."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from reportgen.brand import Brand
from reportgen.publish.blocks import Pages, render
from reportgen.report.model import Figure, Publication, Report


def render_account(
    report: Report, publication: Publication, brand: Brand, pages: Pages, places: Mapping[str, int]
) -> str:
    """Render the account of a report's numbers as HTML for A4; `places` has the page of each anchor before it.

    It comes after all pages that it names, so that it is set once: page numbers that are filled in as counters would
    have its pages set three times.
    """

    def drawing(figure: Figure) -> Markup:
        raise ValueError(f"the account of the numbers draws nothing, and certainly not {figure.name}")

    return render("print", report, publication, brand, pages, drawing, "account-print.html", places=places)
