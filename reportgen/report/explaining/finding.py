"""What an id stands for: a figure, a test, or nothing, and then which one was probably meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.errors import Problem, UserError, nearest
from reportgen.facts import Fact, FactBook, fact_id
from reportgen.project.schema import Project
from reportgen.report.comparability import incomparable
from reportgen.report.explaining.comparisons import explain_absence, explain_comparison
from reportgen.report.explaining.explanation import Explanation
from reportgen.report.explaining.facts import explain_fact
from reportgen.report.explaining.samples import explain_cut, explain_sample
from reportgen.report.explaining.tables import explain_table
from reportgen.report.points import Shown

_WAVES = re.compile(r"(?P<indicator>[^@]+)@(?P<earlier>[^/.]+)\.\.(?P<later>[^/.]+)(?P<group>/.+)?")
_PAIR = re.compile(r"(?P<start>[^@]+@[^/]+/[^=]+=)(?P<group>[^>]+)>(?P<other>.+)")
_RANK = re.compile(r"(?P<higher>[^>@]+)>(?P<lower>[^>@]+)(?P<wave>@[^@/]+)")
_HIDDEN = "een van beide cijfers wordt niet gepubliceerd; --explain van dat cijfer zegt waarom."


def explain(id_: str, book: FactBook, project: Project) -> Explanation:
    """Explain the figure or test with this id; raises UserError for one that doesn't exist.

    What publications put behind the id of a figure, as in "…#n" for its base, is let go.
    """
    shown = Shown(book, project.codebook, project.monitor)
    id_ = id_.strip().partition("#")[0]
    if id_ in book.by_id:
        return explain_fact(book.by_id[id_], shown)
    if id_ in book.comparison_by_id:
        return explain_comparison(book.comparison_by_id[id_], shown)
    for table in book.tables:
        if table.id == id_:
            return explain_table(table, shown)
    return explain_sample(id_, shown) or explain_cut(id_, shown) or _explain_untested(id_, shown) or _refuse(id_, shown)


def _explain_untested(id_: str, shown: Shown) -> Explanation | None:
    """Explain why no test was made of what is known; None when nothing is known of it."""
    if match := _WAVES.fullmatch(id_):
        group = match["group"] or ""
        ids = [f"{fact_id(match['indicator'], match[wave])}{group}" for wave in ("earlier", "later")]
        earlier, later = map(shown.book.by_id.get, ids)
        if earlier and later and shown.waves.index(earlier.wave) < shown.waves.index(later.wave):
            return explain_absence(id_, (earlier, later), incomparable(later, earlier.wave, shown)[0], shown)
        return None
    if id_.endswith(":rest"):
        fact = shown.book.by_id.get(id_.removesuffix(":rest"))
        return explain_absence(id_, (fact,), _without_rest(fact, shown), shown) if fact and fact.group else None
    sides = [shown.book.by_id.get(one) for one in _sides(id_)]
    if not sides or None in sides or _reversed(id_) in shown.book.comparison_by_id:
        return None
    known = tuple(side for side in sides if side is not None)
    return explain_absence(id_, known, _untested_pair(known), shown)


def _sides(id_: str) -> list[str]:
    """The ids of the two figures that the id of a pair or a rank is about."""
    if match := _PAIR.fullmatch(id_):
        return [f"{match['start']}{match[side]}" for side in ("group", "other")]
    if match := _RANK.fullmatch(id_):
        return [f"{match[side]}{match['wave']}" for side in ("higher", "lower")]
    return []


def _reversed(id_: str) -> str:
    """The id of the same pair or rank, the other way round."""
    if match := _PAIR.fullmatch(id_):
        return f"{match['start']}{match['other']}>{match['group']}"
    if match := _RANK.fullmatch(id_):
        return f"{match['lower']}>{match['higher']}{match['wave']}"
    return id_


def _without_rest(fact: Fact, shown: Shown) -> str:
    if fact.source:
        return f"het cijfer is overgenomen uit {fact.source}; met een overgenomen cijfer wordt niet getoetst."
    if fact.estimate is not None and fact.wave != shown.book.wave:
        return "een groep wordt alleen in de nieuwste editie tegen de rest getoetst."
    return _HIDDEN


def _untested_pair(sides: tuple[Fact, ...]) -> str:
    if any(fact.estimate is None for fact in sides):
        return _HIDDEN
    if any(fact.source for fact in sides):
        return "met een overgenomen cijfer wordt niet getoetst."
    if all(fact.group for fact in sides):
        return "deze twee groepen zijn niet tegen elkaar getoetst, maar elk tegen de rest."
    return "alleen uitkomsten die in een reeks op elkaar volgen, worden tegen elkaar getoetst."


def _refuse(id_: str, shown: Shown) -> Explanation:
    otherwise = (
        "Een naam ziet eruit als indicator@2025; “reportgen facts” noemt de indicatoren, en met een indicator erachter "
        "en “--format json” ook de namen van de cijfers en toetsen."
    )
    remedy = f"Bedoelde u “{_reversed(id_)}”?"
    if _reversed(id_) not in shown.book.comparison_by_id:
        remedy = nearest(id_, _candidates(id_, shown.book), otherwise)
    raise UserError(Problem(f"Er is geen cijfer of toets met de naam “{id_}”.", remedy))


def _candidates(id_: str, book: FactBook) -> Iterator[str]:
    """The ids worth comparing with: those of the same indicator, or else of the one with the nearest name."""
    indicators = {fact.indicator for fact in book.facts}
    name = re.split(r"[@~>]", id_)[0]
    if name not in indicators:
        close = nearest(name, indicators, otherwise="")
        name = close.removeprefix("Bedoelde u “").removesuffix("”?") if close else ""
    if "~" in id_:
        yield from (table.id for table in book.tables)
        return
    yield from (one.id for one in book.comparisons if one.indicator == name)
    if ">" not in id_:
        yield from (fact.id for fact in book.facts if fact.indicator == name)
        yield from (f"n@{sample.wave}" for sample in book.samples)
