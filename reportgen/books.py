"""The fact books of all editions: the national one, and beside it that of each edition with a cut of its own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace

from reportgen.errors import Place, Problem, UserError
from reportgen.facts import FactBook, read_book, to_json


@dataclass(frozen=True)
class Books:
    """What was measured: for everybody, and for each edition that has a cut, by its slug.

    The book of a cut has the facts about it alone. `problems` tell of which cuts nothing may be published, and why.
    """

    national: FactBook
    cuts: Mapping[str, FactBook] = field(default_factory=dict)
    problems: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)

    def of(self, edition: str) -> FactBook:
        """Give the facts that one edition may print; raises UserError when its cut may not be published."""
        if edition in self.problems:
            raise UserError(self.problems[edition])
        return joined(self.national, [self.cuts[edition]] if edition in self.cuts else [])

    @property
    def together(self) -> FactBook:
        """All facts of all editions, as a reader has them who holds every one."""
        return joined(self.national, self.cuts.values())


def joined(national: FactBook, cuts: Iterable[FactBook]) -> FactBook:
    """Put the facts of cuts behind those of everybody."""
    several = list(cuts)
    if not several:
        return national
    return replace(
        national,
        facts=(*national.facts, *(fact for book in several for fact in book.facts)),
        comparisons=(*national.comparisons, *(one for book in several for one in book.comparisons)),
        cuts=(*national.cuts, *(cut for book in several for cut in book.cuts)),
    )


def own_part(book: FactBook) -> FactBook:
    """Leave of a book what is about the cut of its edition alone."""
    own = tuple(fact for fact in book.facts if fact.breakdown in book.cut_names)
    ids = {fact.id for fact in own}
    compared = tuple(comparison for comparison in book.comparisons if comparison.to in ids)
    return replace(book, facts=own, comparisons=compared, tables=(), decisions=())


def to_text(books: Books) -> str:
    """Write all books so that another process, or a later build, can read them."""
    problems = {name: [asdict(problem) for problem in several] for name, several in books.problems.items()}
    parts = [f'"national": {to_json(books.national)}', f'"problems": {json.dumps(problems)}']
    cuts = ",\n".join(f"{json.dumps(name)}: {to_json(book)}" for name, book in books.cuts.items())
    return "{" + ",\n".join([*parts, f'"cuts": {{{cuts}}}']) + "}\n"


def from_text(text: str) -> Books:
    """Read all books back."""
    data = json.loads(text)
    return Books(
        read_book(data["national"]),
        {name: read_book(book) for name, book in data["cuts"].items()},
        {name: tuple(_problem(row) for row in rows) for name, rows in data["problems"].items()},
    )


def _problem(row: dict[str, object]) -> Problem:
    place = row["place"]
    return Problem(str(row["what"]), str(row["remedy"]), Place(**place) if isinstance(place, dict) else None)
