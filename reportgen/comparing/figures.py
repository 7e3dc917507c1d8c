"""Two fact books side by side: which figures changed, and whether that changes what is printed or what may be said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from math import isclose

from reportgen.facts import Comparison, Fact, FactBook, fact_id, wave_comparison_id

_SAME = 1e-9
"""Two estimates that differ by less, as a part of themselves, are the same: other software may add in another order."""


class Shift(Enum):
    """What about a figure changed; the heaviest first, and the last is not to be seen in print."""

    SIGNIFICANCE = "andere uitslag van de toets"
    STATUS = "andere status"
    MOVED = "significant veranderd"
    PRINTED = "ander cijfer in druk"
    GONE = "vervallen"
    NEW = "nieuw"
    UNSEEN = "alleen achter de komma"


@dataclass(frozen=True, slots=True)
class FactChange:
    """An estimate before and after, None where there is none."""

    id: str
    indicator: str
    shift: Shift
    old: Fact | None
    new: Fact | None

    @property
    def size(self) -> float:
        """How far it moved: in proportions for a share, in points otherwise; 0 when one of the two is not there."""
        before, after = (fact.estimate if fact else None for fact in (self.old, self.new))
        return abs(after - before) if before is not None and after is not None else 0.0


@dataclass(frozen=True, slots=True)
class TestChange:
    """A comparison before and after, None where there is none."""

    id: str
    indicator: str
    shift: Shift
    old: Comparison | None
    new: Comparison | None

    @property
    def size(self) -> float:
        """How far the difference moved."""
        return abs(self.new.difference - self.old.difference) if self.old and self.new else 0.0


Change = FactChange | TestChange


@dataclass(frozen=True, slots=True)
class IndicatorChanges:
    """All that changed of one indicator: what counts, the heaviest first, and how many changes nobody can see."""

    indicator: str
    headline: bool
    changes: tuple[Change, ...]
    unseen: int


def compare_books(old: FactBook, new: FactBook, headlines: Sequence[str] = ()) -> tuple[IndicatorChanges, ...]:
    """Hold all facts and comparisons of two books against each other, by indicator; the headlines come first."""
    by_indicator: dict[str, list[Change]] = {}
    changes: list[Change] = [*_facts(old.by_id, new.by_id)]
    changes += _tests(old.comparison_by_id, new.comparison_by_id)
    for change in changes:
        by_indicator.setdefault(change.indicator, []).append(change)
    groups = [_gathered(name, changes, name in headlines) for name, changes in by_indicator.items()]
    return tuple(sorted(groups, key=lambda group: _weight(group, headlines)))


def compare_waves(
    book: FactBook, waves: tuple[str, str], headlines: Sequence[str] = ()
) -> tuple[IndicatorChanges, ...]:
    """Hold the figures of a wave against those of an earlier one: what changed significantly, or is no longer shown."""
    earlier, later = waves
    by_indicator: dict[str, list[Change]] = {}
    for fact in book.facts:
        if fact.wave == later:
            group = fact.breakdown, fact.group
            before = book.by_id.get(fact_id(fact.indicator, earlier, *group))
            test = book.comparison_by_id.get(wave_comparison_id(fact.indicator, earlier, later, *group))
            shift = _shift_between(before, fact, test)
            by_indicator.setdefault(fact.indicator, []).append(FactChange(fact.id, fact.indicator, shift, before, fact))
    groups = [_gathered(name, changes, name in headlines) for name, changes in by_indicator.items()]
    shown = [group for group in groups if group.changes]
    return tuple(sorted(shown, key=lambda group: _weight(group, headlines)))


def _shift_between(old: Fact | None, new: Fact, test: Comparison | None) -> Shift:
    if old is None:
        return Shift.NEW
    if "suppressed" in (old.status, new.status) and old.status != new.status:
        return Shift.STATUS
    return Shift.MOVED if test is not None and test.significant else Shift.UNSEEN


def printed_changes(groups: Sequence[IndicatorChanges]) -> Iterator[Change]:
    """What a reader could notice, in order."""
    for group in groups:
        yield from group.changes


def _facts(old: Mapping[str, Fact], new: Mapping[str, Fact]) -> Iterator[FactChange]:
    for id_ in dict.fromkeys((*new, *old)):
        before, after = old.get(id_), new.get(id_)
        shift = _shift_of_fact(before, after)
        if shift is not None and (known := after or before) is not None:
            yield FactChange(id_, known.indicator, shift, before, after)


def _shift_of_fact(old: Fact | None, new: Fact | None) -> Shift | None:
    if old is None or new is None:
        return Shift.NEW if old is None else Shift.GONE
    if old.status != new.status:
        return Shift.STATUS
    if old.label != new.label:
        return Shift.PRINTED
    pairs = zip((old.estimate, old.low, old.high, old.n), (new.estimate, new.low, new.high, new.n), strict=True)
    return None if all(_same(before, after) for before, after in pairs) else Shift.UNSEEN


def _tests(old: Mapping[str, Comparison], new: Mapping[str, Comparison]) -> Iterator[TestChange]:
    for id_ in dict.fromkeys((*new, *old)):
        before, after = old.get(id_), new.get(id_)
        shift = _shift_of_test(before, after)
        if shift is not None and (known := after or before) is not None:
            yield TestChange(id_, known.indicator, shift, before, after)


def _shift_of_test(old: Comparison | None, new: Comparison | None) -> Shift | None:
    if old is None or new is None:
        return Shift.NEW if old is None else Shift.GONE
    turned = old.significant and old.difference * new.difference < 0
    if old.significant != new.significant or turned:
        return Shift.SIGNIFICANCE
    if old.label != new.label and new.significant:
        return Shift.PRINTED
    alike = _same(old.difference, new.difference) and _same(old.p_adjusted, new.p_adjusted)
    return None if alike else Shift.UNSEEN


def _same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return isclose(one, other, rel_tol=_SAME, abs_tol=_SAME)


def _gathered(name: str, changes: Sequence[Change], headline: bool) -> IndicatorChanges:
    seen = [change for change in changes if change.shift is not Shift.UNSEEN]
    order = list(Shift)
    seen.sort(key=lambda change: (order.index(change.shift), "/" in change.id, -change.size, change.id))
    return IndicatorChanges(name, headline, tuple(seen), len(changes) - len(seen))


def _weight(group: IndicatorChanges, headlines: Sequence[str]) -> tuple[object, ...]:
    """What comes first: headlines, then what changes what may be said, then the largest."""
    order = list(Shift)
    heaviest = min((order.index(change.shift) for change in group.changes), default=len(order))
    largest = max((change.size for change in group.changes), default=0.0)
    rank = headlines.index(group.indicator) if group.headline else len(headlines)
    return not group.changes, not group.headline, heaviest, -largest, rank, group.indicator
