"""What an id stands for: a figure, a test, or nothing, and then which one was probably meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.errors import Problem, UserError, nearest
from reportgen.facts import FactBook, fact_id
from reportgen.project.schema import Project
from reportgen.report.comparability import incomparable
from reportgen.report.explaining.comparisons import explain_absence, explain_comparison, explain_table
from reportgen.report.explaining.explanation import Explanation
from reportgen.report.explaining.facts import explain_fact
from reportgen.report.points import Shown

_WAVES = re.compile(r"(?P<indicator>[^@]+)@(?P<earlier>[^/.]+)\.\.(?P<later>[^/.]+)(?P<group>/.+)?")


def explain(id_: str, book: FactBook, project: Project) -> Explanation:
    """Explain the figure or test with this id; raises UserError for one that doesn't exist."""
    shown = Shown(book, project.codebook, project.monitor)
    if id_ in book.by_id:
        return explain_fact(book.by_id[id_], shown)
    if id_ in book.comparison_by_id:
        return explain_comparison(book.comparison_by_id[id_], shown)
    for table in book.tables:
        if table.id == id_:
            return explain_table(table, shown)
    return _explain_untested(id_, shown) or _refuse(id_, book)


def _explain_untested(id_: str, shown: Shown) -> Explanation | None:
    """Explain why two waves were not compared, where both are known of what the id names."""
    match = _WAVES.fullmatch(id_)
    if match is None:
        return None
    group = match["group"] or ""
    earlier, later = (
        shown.book.by_id.get(f"{fact_id(match['indicator'], match[wave])}{group}") for wave in ("earlier", "later")
    )
    if earlier is None or later is None or shown.waves.index(earlier.wave) >= shown.waves.index(later.wave):
        return None
    return explain_absence(id_, earlier, later, incomparable(later, earlier.wave, shown)[0], shown)


def _refuse(id_: str, book: FactBook) -> Explanation:
    remedy = nearest(id_, _candidates(id_, book), otherwise="“reportgen facts --format json” noemt ze allemaal.")
    raise UserError(Problem(f"Er is geen cijfer of toets met de naam “{id_}”.", remedy))


def _candidates(id_: str, book: FactBook) -> Iterator[str]:
    """The ids worth comparing with: those of the same indicator, or else of the one with the nearest name."""
    indicators = {fact.indicator for fact in book.facts}
    name = re.split(r"[@~>]", id_)[0]
    if name not in indicators:
        close = nearest(name, indicators, otherwise="")
        name = close.removeprefix("Bedoelde u “").removesuffix("”?") if close else ""
    yield from (fact.id for fact in book.facts if fact.indicator == name)
    yield from (one.id for one in book.comparisons if one.indicator == name)
    yield from (table.id for table in book.tables)
