"""A comparison as a review sheet for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reportgen.comparing.counting import counted, headline
from reportgen.comparing.difference import DecisionChange, Difference
from reportgen.comparing.figures import IndicatorChanges
from reportgen.comparing.grids import GridChange, QuestionChange
from reportgen.comparing.naming import Naming
from reportgen.comparing.sentences import SentenceChange

Style = Callable[[str, bool | None], str]
"""Words, and whether they are of what came (true), what went (false), or what to look at."""
MOST_VALUES = 6
"""How many values of a chart or table are shown; the page and the JSON have them all."""
MOST_NUMBERS = 20
"""How many sentences are shown in which only a number changed."""
MOST_FIGURES = 12
"""How many changes of one indicator are shown."""


def render_text(difference: Difference, naming: Naming, style: Style | None = None) -> str:
    """Show everything that differs, the heaviest first; `style` colours the old and the new words."""
    return "".join(f"{line}\n" for line in _lines(difference, naming, style or _plain))


def _plain(text: str, _: bool | None) -> str:
    return text


def _lines(difference: Difference, naming: Naming, style: Style) -> Iterator[str]:
    old, new = difference.old, difference.new
    yield f"Eerst: {old.name} ({old.about})"
    yield f"Nu:    {new.name} ({new.about})"
    yield ""
    yield headline(difference)
    for remark in difference.remarks:
        yield f"Let op: {remark}"
    yield from _review(difference, naming, style)
    yield from _titled("Cijfers", (_indicator(one, naming) for one in difference.figures if one.changes))
    yield from _unseen(difference)
    meanings = difference.meanings
    yield from _titled("Zinnen die iets anders zeggen", (_sentence(one, style) for one in meanings))
    yield from _titled("Figuren", (_grid(one, style) for one in difference.charts))
    yield from _titled("Tabellen", (_grid(one, style) for one in difference.tables))
    yield from _titled("Vragen en antwoorden", (_question(one, style) for one in difference.questions))
    yield from _titled("Vergelijkbaarheid", (_decision(one, naming) for one in difference.decisions))
    yield from _numbers(difference, style)


def _numbers(difference: Difference, style: Style) -> Iterator[str]:
    """The sentences in which only a number changed; between waves that is nearly every one, and they are counted."""
    most = 0 if difference.of_waves else MOST_NUMBERS
    shown, rest = difference.numbers[:most], difference.numbers[most:]
    yield from _titled("Zinnen met alleen een ander cijfer", (_sentence(one, style) for one in shown))
    if rest:
        more = "nog " if shown else ""
        noun = counted(len(rest), "zin heeft", "zinnen hebben")
        yield ""
        yield f"{more}{noun} alleen een ander cijfer; met --html of --format json staan ze er allemaal.".capitalize()


def _titled(title: str, blocks: Iterator[Sequence[str]]) -> Iterator[str]:
    shown = list(blocks)
    if shown:
        yield ""
        yield title.upper()
    for block in shown:
        yield ""
        yield from block


def _review(difference: Difference, naming: Naming, style: Style) -> Iterator[str]:
    review = difference.review
    if review is None:
        return
    yield from _titled(
        "Wat de teksten beweren en de cijfers niet dragen",
        ([style(str(problem), False)] for problem in review.uncarried),
    )
    yield from _titled("Wat verder niet klopt in de teksten", ([str(problem)] for problem in review.mistakes))
    yield from _titled(
        "Wat nog klopt, maar met een kleine marge",
        (
            [
                naming.narrow(one.test),
                *(f"  {name}, {sentence.place}: {sentence.text}" for name, sentence in one.sentences),
            ]
            for one in review.narrow
        ),
    )


def _indicator(group: IndicatorChanges, naming: Naming) -> list[str]:
    kind = "Kerncijfer: " if group.headline else ""
    lines = [f"{kind}{naming.indicator(group.indicator)} ({group.indicator})"]
    lines += [f"  {naming.change(change)}" for change in group.changes[:MOST_FIGURES]]
    rest = len(group.changes) - MOST_FIGURES
    if rest > 0:
        lines.append(f"  … en nog {counted(rest, 'verandering', 'veranderingen')}")
    return lines


def _unseen(difference: Difference) -> Iterator[str]:
    unseen = sum(group.unseen for group in difference.figures)
    if unseen and not difference.of_waves:
        yield ""
        noun = counted(unseen, "cijfer of toets veranderde", "cijfers en toetsen veranderden")
        yield f"{noun} alleen achter de komma: in druk is dat niet te zien."


def _sentence(change: SentenceChange, style: Style) -> list[str]:
    lines = [f"{change.turn.value[:1].upper()}{change.turn.value[1:]}: {where(change.places)}"]
    if change.source:
        lines.append(f"  tekst: {change.source}")
    if change.old is not None:
        lines.append(style(f"  − {change.old.text}", False))
    if change.new is not None:
        lines.append(style(f"  + {change.new.text}", True))
    return lines


def where(places: Sequence[tuple[str, str, str]]) -> str:
    """Where something stands: each publication and place once, whatever the editions that have it."""
    return "; ".join(dict.fromkeys(f"{publication}, {place}" for _, publication, place in places))


def _grid(change: GridChange, style: Style) -> list[str]:
    lines = [
        f"{change.label}: {change.title} ({change.publication}, {change.place})",
        *(f"  {said}" for said in change.said),
    ]
    for value in change.values[:MOST_VALUES]:
        before, after = style(value.old or "–", False), style(value.new or "–", True)
        lines.append(f"  {value.where}: {before} → {after}")
    rest = len(change.values) - MOST_VALUES
    if rest > 0:
        lines.append(f"  … en nog {counted(rest, 'cijfer', 'cijfers')}")
    return lines


def _question(change: QuestionChange, style: Style) -> list[str]:
    return [
        f"{change.question}, {change.aspect}",
        *([style(f"  − {change.old}", False)] if change.old else []),
        *([style(f"  + {change.new}", True)] if change.new else []),
    ]


def _decision(change: DecisionChange, naming: Naming) -> list[str]:
    return list(naming.decision(change.old, change.new))
