"""What is printed of a fact: its value in the words of a publication, and where it stood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from reportgen.comparing.pages import Grid, Page
from reportgen.facts import Fact, FactBook, cut_sample_id
from reportgen.report import dutch
from reportgen.rounding import LEVELS, half_up, percentage

ABSENT = "niet vermeld"
"""What is said of a figure that is not in the facts."""
FEW = "te weinig waarnemingen"
TABLE = "tabel “"
"""What the name of a place begins with that is a table."""
NO_DIFFERENCE = "geen significant verschil"

Place = tuple[str, str, str]
"""An edition, the name of a publication, and the place in it."""


def printed_value(id_: str, book: FactBook) -> str:
    """Write what may be printed of a fact, a comparison, a base ("…#n"), an interval or a sample ("n@2025").

    Particulars of the method, which say no more than that a figure is another one, count as absent.
    """
    name, _, part = id_.partition("#")
    if (fact := book.by_id.get(name)) is not None:
        return _part(fact, part)
    if part:
        return ABSENT
    if (test := book.comparison_by_id.get(name)) is not None:
        return test.label if test.significant else NO_DIFFERENCE
    return _of_rest(name, book) if "/rest/" in name else _of_sample(name, book)


def _part(fact: Fact, part: str) -> str:
    """A fact's own value, or what stands beside it."""
    if part == "n":
        return dutch.count(fact.n)
    if part == "n_eff":
        return dutch.count(int(half_up(fact.n_eff)))
    if part not in {"", "interval"}:
        return ABSENT
    if fact.label is None:
        return FEW
    if part and fact.low is not None and fact.high is not None:
        write = LEVELS[fact.unit]
        return f"{write(fact.low)} tot {write(fact.high)}"
    return ABSENT if part else fact.label


def _of_rest(name: str, book: FactBook) -> str:
    """The level of everybody outside a group."""
    for test in book.comparisons:
        if test.from_ == name and test.rest is not None:
            return LEVELS[book.by_id[test.to].unit](test.rest)
    return ABSENT


def _of_sample(name: str, book: FactBook) -> str:
    what, _, wave = name.partition("@")
    sample = book.sample_by_wave.get(wave)
    if sample is None:
        return _of_cut(name, book)
    told = {
        "n": dutch.count(sample.n),
        "n_eff": dutch.count(int(half_up(sample.n_eff))),
        "efficiency": percentage(sample.efficiency),
    }
    return told.get(what, ABSENT)


def _of_cut(name: str, book: FactBook) -> str:
    for cut in book.cuts:
        told = {"n": dutch.count(cut.n), "n_eff": dutch.count(int(half_up(cut.n_eff))), "share": percentage(cut.share)}
        for what, text in told.items():
            if name == cut_sample_id(what, cut):
                return text
    return ABSENT


def places_of(pages: Iterable[Page]) -> Mapping[str, tuple[Place, ...]]:
    """Find everything that is printed, by the id of its fact, with all places where it stands, in order."""
    found: dict[str, dict[Place, None]] = {}
    for page in pages:
        for id_, place in _printed(page):
            found.setdefault(id_, {})[page.edition, page.name, place] = None
    return {id_: tuple(places) for id_, places in found.items()}


def _printed(page: Page) -> Iterator[tuple[str, str]]:
    for line in page.lines:
        yield from ((mark.fact, line.place) for mark in line.marks)
    for drawing in page.drawings.values():
        where = drawing.label[:1].lower() + drawing.label[1:]
        yield from ((mark.fact, where) for mark in drawing.title.marks)
        if drawing.data is not None:
            yield from ((id_, where) for id_ in _ids(drawing.data))
    for grid in page.grids.values():
        yield from ((id_, f"{TABLE}{grid.caption}”") for id_ in _ids(grid))


def _ids(grid: Grid) -> Iterator[str]:
    yield from (cell.fact for _, cells in grid.rows for cell in cells if cell.fact is not None)
