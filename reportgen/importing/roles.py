"""The columns that are no question: who somebody is, what they weigh, how long they took, when."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reportgen.importing.description import Column, FileDescription, Span
from reportgen.importing.draft import NOTHING, Keys, Notes
from reportgen.importing.words import DURATION, ID, PANEL, PERSONAL, WEIGHT


@dataclass(frozen=True, slots=True)
class Roles:
    """The columns with a role of their own, those that are not read, and what is asked about them."""

    id: str | None
    weight: str | None
    panel: str | None
    duration: str | None
    days: Span | None
    ignored: tuple[str, ...]
    notes: dict[Keys, Notes]

    def taken(self) -> set[str]:
        """The columns that are no question."""
        return {name for name in (self.id, self.weight, self.panel, self.duration, *self.ignored) if name}


def find_roles(file: FileDescription) -> Roles:
    """Find the columns that are no question, by their name and by what they hold."""
    in_sets = {name for one in file.sets for name in one.columns}
    columns = [column for column in file.columns if column.name not in in_sets]
    key = _first(columns, lambda one: _is_unique(one, file) and ID.search(one.name) is not None) or _first(
        columns, lambda one: _is_unique(one, file) and not one.labels and (not one.numeric or one.whole)
    )
    panel = _first(columns, lambda one: PANEL.search(one.name) is not None and _is_unique(one, file))
    if key is not None and key is panel:
        panel = None
    others = [column for column in columns if column not in (key, panel)]
    weights = [column for column in others if _is_weight(column, file)]
    duration = _first(
        others, lambda one: _is_about(one, DURATION) and one.numeric and not one.labels and one not in weights
    )
    rest = [column for column in others if column not in (*weights[:1], duration)]
    ignored = {column.name: why for column in rest for why in (_why_ignored(column, weights, file.respondents),) if why}
    return Roles(
        id=key.name if key else None,
        weight=weights[0].name if weights else None,
        panel=panel.name if panel else None,
        duration=duration.name if duration else None,
        days=next((column.days for column in file.columns if column.days), None),
        ignored=tuple(ignored),
        notes=_notes(key, panel, ignored),
    )


def _first(columns: Sequence[Column], fits: Callable[[Column], bool]) -> Column | None:
    return next((column for column in columns if fits(column)), None)


def _is_unique(column: Column, file: FileDescription) -> bool:
    return column.filled == column.different == file.respondents and not column.days


def _is_about(column: Column, words: re.Pattern[str]) -> bool:
    return bool(words.search(column.name) or words.search(column.label))


def _is_weight(column: Column, file: FileDescription) -> bool:
    positive = column.numeric and not column.labels and column.average is not None and column.average > 0
    return positive and column.filled == file.respondents and _is_about(column, WEIGHT) and not column.whole


def _is_constant(column: Column, respondents: int) -> bool:
    """Whether everybody has the same; an answer that nobody chose may be one of several, `<question>_<code>`."""
    return column.different == 1 and column.filled == respondents and "_" not in column.name


def _why_ignored(column: Column, weights: Sequence[Column], respondents: int) -> str | None:
    """Say why a column is not read; None when it may be a question."""
    unlabelled = not column.labels
    reasons = {
        "ook een weegfactor": column in weights,
        "een datum": column.days is not None,
        "leeg": not column.different,
        "persoonsgegevens": unlabelled and PERSONAL.search(column.name) is not None,
        "overal hetzelfde": unlabelled and _is_constant(column, respondents),
        "getallen met decimalen": column.numeric and not column.whole,
    }
    return next((why for why, applies in reasons.items() if applies), None)


def _notes(key: Column | None, panel: Column | None, ignored: dict[str, str]) -> dict[Keys, Notes]:
    notes: dict[Keys, Notes] = {}
    if key is None:
        ask = (
            "welke kolom houdt de respondenten uit elkaar? Er is er geen met voor iedereen een andere waarde. "
            "In SPSS maakt u er zo een: COMPUTE nummer = $CASENUM."
        )
        notes["id",] = Notes(asks=(ask,))
    elif not ID.search(key.name):
        notes["id",] = Notes(asks=("is dit de kolom die de respondenten uit elkaar houdt?",))
    if panel is not None:
        notes["panel",] = NOTHING
    if ignored:
        notes["ignored_columns",] = Notes(tuple(_about_ignored(ignored)), tuple(_reasons(ignored)))
    return notes


def _about_ignored(ignored: dict[str, str]) -> Iterator[str]:
    yield "hoort hier een vraag bij? Haal haar kolom dan uit deze lijst, en beschrijf de vraag hieronder."
    if private := [name for name, why in ignored.items() if why == "persoonsgegevens"]:
        yield f"{', '.join(private)} lijkt een persoonsgegeven; haal het uit het bestand, het is hier niet nodig."


def _reasons(ignored: dict[str, str]) -> Iterator[str]:
    for why in dict.fromkeys(ignored.values()):
        yield f"{why[0].upper()}{why[1:]}: {', '.join(name for name, other in ignored.items() if other == why)}."
