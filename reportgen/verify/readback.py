"""What was put into a file, held against what can be read back from it: each number, in order, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby

from reportgen.errors import Place, Problem, UserError
from reportgen.ledger import Entry
from reportgen.verify.documents import DOT, Mark, Passage
from reportgen.verify.formats.marks import NUMBER
from reportgen.verify.own import Printing

REMEDY = (
    "Een sjabloon in templates/pages drukt iets anders af dan er in de tekst en de feiten staat. Herstel het; er is "
    "niets weggeschreven."
)
MOST_TOLD = 12
_PAGE = "pagina "


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in a file; `fact` is the id that it carries there, `passage` the index of its passage."""

    text: str
    passage: int
    start: int
    end: int
    fact: str | None


def numbers_in(passages: Sequence[Passage]) -> list[Number]:
    """All numbers of a file, in order."""
    return [number for place, passage in enumerate(passages) for number in _numbers(place, passage)]


def _numbers(place: int, passage: Passage) -> Iterator[Number]:
    for found in NUMBER.finditer(passage.text):
        fact = next((mark.fact for mark in passage.marks if _covers(mark, found.start())), None)
        yield Number(found[0], place, found.start(), found.end(), fact)


def _covers(mark: Mark, at: int) -> bool:
    return mark.start <= at < mark.end


def tokens_of(entries: Sequence[Entry]) -> list[tuple[str, int]]:
    """The numbers that entries print, each with the index of its entry."""
    return [(found[0], place) for place, entry in enumerate(entries) for found in NUMBER.finditer(entry.text)]


def with_pages(entries: Sequence[Entry], passages: Sequence[Passage], name: str) -> tuple[Entry, ...]:
    """Hold entries against what was read back, and add the pages; raises UserError with all that differs."""
    tokens, numbers = tokens_of(entries), numbers_in(passages)
    if problems := list(_differences(entries, tokens, numbers, passages, name)):
        raise UserError(problems[:MOST_TOLD])
    pages: dict[int, int | None] = {}
    for (_, place), number in zip(tokens, numbers, strict=True):
        pages.setdefault(place, _page(passages[number.passage]))
    placed: list[Entry] = []
    first = next(iter(pages.values()), None)
    for place, entry in enumerate(entries):
        # Words that are tied to a test hold no number to be found by: they stand with what comes before.
        before = placed[-1].page if placed else first
        placed.append(replace(entry, page=pages.get(place, entry.page or before)))
    return tuple(placed)


def refuse_differences(entries: Sequence[Entry], passages: Sequence[Passage], name: str, printing: Printing) -> None:
    """Raise UserError when what was read back is not what the ledger says, or when that is not what the facts say."""
    tokens, numbers = tokens_of(entries), numbers_in(passages)
    problems = [*_differences(entries, tokens, numbers, passages, name), *_misprints(entries, name, printing)]
    if problems:
        raise UserError(problems[:MOST_TOLD])


def declaration(passages: Sequence[Passage]) -> str:
    """The numbers that a file holds, in order, as it is to say itself; twelve that carry their fact as "·12"."""
    told = groupby(numbers_in(passages), lambda number: bool(number.fact))
    return " ".join(f"{DOT}{len([*of])}" if tied else " ".join(one.text for one in of) for tied, of in told)


def _differences(
    entries: Sequence[Entry],
    tokens: Sequence[tuple[str, int]],
    numbers: Sequence[Number],
    passages: Sequence[Passage],
    name: str,
) -> Iterator[Problem]:
    expected, printed = [text for text, _ in tokens], [number.text for number in numbers]
    if expected != printed:
        start = next(
            (i for i, (a, b) in enumerate(zip(expected, printed, strict=False)) if a != b),
            min(len(expected), len(printed)),
        )
        matcher = SequenceMatcher(None, expected[start:], printed[start:], autojunk=False)
        for kind, a, b, c, d in matcher.get_opcodes():
            if kind != "equal":
                yield _difference(
                    [(text, entries[place]) for text, place in tokens[start + a : start + b]],
                    numbers[start + c : start + d],
                    passages[numbers[min(start + c, len(numbers) - 1)].passage] if numbers else None,
                    name,
                )
        return
    for (text, place), number in zip(tokens, numbers, strict=True):
        if number.fact is not None and number.fact not in (entries[place].fact or "").split(";"):
            entry = entries[place]
            what = f"“{text}” draagt de naam “{number.fact}” en hoort “{entry.fact or entry.origin}” te zijn."
            yield Problem(what, REMEDY, _place(name, passages[number.passage], entry.element))


def _difference(
    expected: Sequence[tuple[str, Entry]], printed: Sequence[Number], passage: Passage | None, name: str
) -> Problem:
    stands = ", ".join(f"“{number.text}”" for number in printed[:MOST_TOLD])
    belongs = ", ".join(f"“{text}”" for text, _ in expected[:MOST_TOLD])
    if not printed:
        what = f"hier ontbreekt {belongs}."
    elif not expected:
        what = f"hier staat {stands}, en dat komt nergens vandaan."
    else:
        what = f"hier staat {stands} waar {belongs} hoort."
    return Problem(what, REMEDY, _place(name, passage, expected[0][1].element if expected else ""))


def _misprints(entries: Sequence[Entry], name: str, printing: Printing) -> Iterator[Problem]:
    """Find the numbers that are not what their facts are."""
    for entry in dict.fromkeys(entries):
        if entry.fact is not None and not printing.fits(entry.text, entry.fact):
            what = f"“{entry.text}” is niet wat “{entry.fact}” is: {printing.told(entry.fact)}."
            page = f"{_PAGE}{entry.page}, " if entry.page else ""
            yield Problem(what, REMEDY, Place(name, detail=f"{page}{entry.element}"))


def _place(name: str, passage: Passage | None, element: str) -> Place:
    where = [passage.place if passage else "", element]
    quoted = f"“{passage.text[:80]}”" if passage else ""
    return Place(name, detail=", ".join(part for part in (*where, quoted) if part))


def _page(passage: Passage) -> int | None:
    return int(passage.place.removeprefix(_PAGE)) if passage.place.startswith(_PAGE) else None
