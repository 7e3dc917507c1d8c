"""What a printed report has beside its chapters: the account of its numbers, and what an edition has in its margins."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.brand import Brand
from reportgen.publish.blocks import Pages, render
from reportgen.report.model import Publication, Report


def render_account(
    report: Report, publication: Publication, brand: Brand, pages: Pages, places: Mapping[str, int]
) -> str:
    """Render the last chapter of a report as HTML for A4: of each number what it is, and on which pages it stands.

    `places` has the page of each anchor before it.
    """
    return render("print", report, publication, brand, pages, template="account-print.html", places=places)


def render_margins(report: Report, publication: Publication, brand: Brand, pages: Pages) -> str:
    """Render what an edition alone has in the margins of its report, as HTML of two pages; empty where it has nothing.

    The first is that of a page where something begins, and the second that of a page where it goes on.
    """
    if publication.kind != "report" or not (report.stamp or brand.partner):
        return ""
    return render("print", report, publication, brand, pages, template="margins-print.html")
