"""The airlock: everything a publication may say, frozen, and nothing about a single respondent."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from typing import Any, Literal

SCHEMA = 1

_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)

SUPPRESSED_BELOW = 30
"""With a smaller base nothing is published; the base is the smallest of n and n_eff."""
INDICATIVE_BELOW = 100
"""With a smaller base a figure is only indicative."""
RARE = 0.05
"""A share below this, or as near to 1, gets the interval for rare answers."""
FEWEST_PERSONS = 5
"""What fewer persons answered is never published."""
FEWEST_APART = 10
"""By so many persons at least two groups differ, where a reader can hold one edition against another."""

Unit = Literal["share", "mean", "score"]
Status = Literal["published", "indicative", "suppressed"]
Kind = Literal["wave", "rest", "rank", "pair"]
Weighted = Literal["raked", "bounded", "supplied", "unweighted"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One estimate with its uncertainty.

    `estimate`, `se`, `low` and `high` are proportions between 0 and 1 for a share, points on the scale for a mean. They
    and `label` are None when the fact is suppressed. `n` counts respondents, `n_eff` is Kish's effective base. A score
    lies between -100 and 100.

    `source` names the publication that a figure was taken from; such a fact has no uncertainty, and is never tested.
    Its `n` is the published one, or 0, and its `n_eff` 0.
    """

    id: str
    indicator: str
    wave: str
    breakdown: str | None
    group: str | None
    unit: Unit
    estimate: float | None
    se: float | None
    low: float | None
    high: float | None
    n: int
    n_eff: float
    status: Status
    label: str | None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The difference `to` minus `from_` with its test.

    `kind` is "wave" (an earlier wave → a later one), "rest" (all outside the group → the group), "rank" (the next
    one down in a set → this one) or "pair" (a group → the one that stands before it in the breakdown). For "rest",
    `from_` is the id of the group with "/rest" in it, which is not a fact of its own: the level of the rest is in
    `rest`. Differences are in the unit of the facts.
    `adjustment` names how `p_adjusted` was reached: "holm", "bh" or "none". `is_paired` tells that (part of) the same
    persons are on both sides, so that their covariance was counted. `family` names the tests that it was adjusted
    together with, and `family_size` counts them.
    """

    id: str
    indicator: str
    kind: Kind
    from_: str
    to: str
    difference: float
    se: float
    low: float
    high: float
    p: float
    p_adjusted: float
    adjustment: str
    significant: bool
    label: str
    rest: float | None = None
    is_paired: bool = False
    family: str = ""
    family_size: int = 1


@dataclass(frozen=True, slots=True)
class TableTest:
    """Whether the answers to a question depend on a breakdown at all: the second-order test of Rao and Scott."""

    id: str
    question: str
    wave: str
    breakdown: str
    n: int
    f: float
    df1: float
    df2: float
    p: float
    p_adjusted: float
    significant: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of a difference between a wave and the one before it.

    `question` is None when it concerns the whole wave. `aspect` is what differs: "text", "answers", "base", or one of
    a whole wave ("mode", "agency", "sample", "population", "weighting"); "declared" when nothing that is on record
    differs. `before` and `after` say in Dutch what it was and became. When they are not comparable, the trend breaks.
    """

    wave: str
    earlier: str
    question: str | None
    aspect: str
    before: str
    after: str
    comparable: bool
    reason: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """A rule that the answers of a wave were held against, in Dutch, and what was found: "" for nothing."""

    rule: str
    sentence: str
    found: str


@dataclass(frozen=True, slots=True)
class MarginClass:
    """One class of one weighting margin: respondents, and its share before, as targeted, and after weighting.

    `n` and `unweighted` are None where they are not published: of a class of fewer than five persons, and of the class
    of that margin from which these could be derived.
    """

    margin: str
    name: str
    n: int | None
    unweighted: float | None
    target: float
    weighted: float


@dataclass(frozen=True, slots=True)
class Sample:
    """What the method page says of one wave: respondents, weights and what was done while reading."""

    wave: str
    n: int
    n_eff: float
    design_effect: float
    efficiency: float
    weight_min: float
    weight_max: float
    sweeps: int
    margins: tuple[MarginClass, ...]
    remarks: tuple[str, ...]
    weighted: Weighted = "raked"
    has_base_weights: bool = False
    bounds: tuple[float, float] | None = None
    variance: Literal["fixed", "calibrated"] = "fixed"
    checks: tuple[CheckResult, ...] = ()


@dataclass(frozen=True, slots=True)
class CutSample:
    """The respondents of one wave whom an edition shows apart, named as the group that they are in facts.

    `share` is their weighted part of everybody, a proportion.
    """

    breakdown: str
    group: str
    wave: str
    n: int
    n_eff: float
    design_effect: float
    share: float


@dataclass(frozen=True)
class FactBook:
    """All facts and comparisons of a monitor up to and including one wave.

    `samples` are those of the waves with respondents; `waves` are all, the oldest first. `cuts` tell of the part of the
    respondents that is an edition's own; the facts about it are in that edition's book, and in no other.
    """

    monitor: str
    wave: str
    samples: tuple[Sample, ...]
    facts: tuple[Fact, ...]
    comparisons: tuple[Comparison, ...]
    tables: tuple[TableTest, ...] = ()
    decisions: tuple[Decision, ...] = ()
    waves: tuple[str, ...] = ()
    cuts: tuple[CutSample, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Fact]:
        """All facts by their id."""
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def comparison_by_id(self) -> Mapping[str, Comparison]:
        """All comparisons by their id."""
        return {comparison.id: comparison for comparison in self.comparisons}

    @cached_property
    def sample_by_wave(self) -> Mapping[str, Sample]:
        """The sample of each wave."""
        return {sample.wave: sample for sample in self.samples}

    @cached_property
    def cut_names(self) -> frozenset[str]:
        """The breakdowns whose one group is an edition's own cut."""
        return frozenset(cut.breakdown for cut in self.cuts)

    @cached_property
    def shared_facts(self) -> tuple[Fact, ...]:
        """The facts that are the same in every edition."""
        return tuple(fact for fact in self.facts if fact.breakdown not in self.cut_names)

    @cached_property
    def shared_comparisons(self) -> tuple[Comparison, ...]:
        """The comparisons that are the same in every edition."""
        shared = {fact.id for fact in self.shared_facts}
        return tuple(comparison for comparison in self.comparisons if comparison.to in shared)


def fact_id(indicator: str, wave: str, breakdown: str | None = None, group: str | None = None) -> str:
    """Name a fact: `chatbot_positief@2025`, or `chatbot_positief@2025/leeftijd=18-30` for a group."""
    return f"{indicator}@{wave}" + (f"/{breakdown}={group}" if breakdown else "")


def answer_indicator(question: str, code: int) -> str:
    """Name the share of one answer to a question, which every question has undeclared: `houding_chatbot.4`."""
    return f"{question}.{code}"


def wave_comparison_id(
    indicator: str, earlier: str, later: str, breakdown: str | None = None, group: str | None = None
) -> str:
    """Name the change between two waves: `chatbot_positief@2024..2025`, or `…/leeftijd=18-30` for a group."""
    return fact_id(indicator, f"{earlier}..{later}", breakdown, group)


def rest_comparison_id(indicator: str, wave: str, breakdown: str, group: str) -> str:
    """Name the difference of a group with everybody else: `chatbot_positief@2025/leeftijd=18-30:rest`."""
    return f"{fact_id(indicator, wave, breakdown, group)}:rest"


def pair_comparison_id(indicator: str, wave: str, breakdown: str, group: str, other: str) -> str:
    """Name the difference of a group with one that stands after it: `chatbot_positief@2025/leeftijd=18-30>31-40`."""
    return f"{fact_id(indicator, wave, breakdown, group)}>{other}"


def cut_sample_id(what: str, cut: CutSample) -> str:
    """Name what is known of the respondents of a cut: `n@2025/telecom=uitsnede`; also n_eff, design_effect, share."""
    return fact_id(what, cut.wave, cut.breakdown, cut.group)


def table_id(question: str, wave: str, breakdown: str) -> str:
    """Name the test of a question against a breakdown: `houding_chatbot~leeftijd@2025`."""
    return f"{question}~{breakdown}@{wave}"


def rank_comparison_id(higher: str, lower: str, wave: str) -> str:
    """Name the difference between two indicators of one set in one wave: `kanaal_telefoon>kanaal_email@2025`."""
    return f"{higher}>{lower}@{wave}"


def to_json(book: FactBook, version: int = 1, embargo: str = "") -> str:
    """Write the public form of a fact book: a fact a line, in the shortest digits that round-trip.

    `version` tells which publication of the wave it is of; the first says nothing of it. `embargo` is the moment up to
    which it may not be made public, if there is one.
    """
    head = {"schema": SCHEMA, "monitor": book.monitor, "wave": book.wave, "waves": book.waves}
    head |= {"version": version} if version > 1 else {}
    head |= {"embargo": embargo} if embargo else {}
    parts = {
        "samples": [asdict(sample) for sample in book.samples],
        "facts": [_public(fact, keep=("breakdown", "group")) for fact in book.facts],
        "comparisons": [_public(comparison) for comparison in book.comparisons],
        "tables": [_public(table) for table in book.tables],
        "decisions": [_public(decision) for decision in book.decisions],
    }
    parts |= {"cuts": [asdict(cut) for cut in book.cuts]} if book.cuts else {}
    lines = [f'"{key}": {_dump(value)}' for key, value in head.items()]
    for key, rows in parts.items():
        body = ",\n".join(f"  {_dump(row)}" for row in rows)
        lines.append(f'"{key}": [\n{body}\n]' if rows else f'"{key}": []')
    return "{" + ",\n".join(lines) + "}\n"


def from_json(text: str) -> FactBook:
    """Read a fact book back; raises ValueError when the schema is not this one."""
    return read_book(json.loads(text))


def read_book(data: Mapping[str, Any]) -> FactBook:
    """Read a fact book from what its JSON holds; raises ValueError when the schema is not this one."""
    if data.get("schema") != SCHEMA:
        raise ValueError(f"facts.json has schema {data.get('schema')!r}, expected {SCHEMA}")
    return FactBook(
        monitor=data["monitor"],
        wave=data["wave"],
        samples=tuple(_sample(row) for row in data["samples"]),
        facts=tuple(_fact(row) for row in data["facts"]),
        comparisons=tuple(
            Comparison(**{"from_" if k == "from" else k: v for k, v in row.items()}) for row in data["comparisons"]
        ),
        tables=tuple(TableTest(**row) for row in data.get("tables", ())),
        decisions=tuple(Decision(**{"question": None, **row}) for row in data.get("decisions", ())),
        waves=tuple(data.get("waves", ())),
        cuts=tuple(CutSample(**row) for row in data.get("cuts", ())),
    )


def _public(row: Fact | Comparison | TableTest | Decision, keep: tuple[str, ...] = ()) -> dict[str, Any]:
    # Not with asdict(), which copies every value: this is done thousands of times.
    values = ((name, getattr(row, name)) for name in row.__slots__)
    return {
        ("from" if key == "from_" else key): value
        for key, value in values
        if (value is not None or key in keep) and not (key == "is_paired" and value is False)
    }


def _dump(value: object) -> str:
    return _ENCODER.encode(value)


def _fact(row: dict[str, Any]) -> Fact:
    values: dict[str, Any] = {field.name: row.get(field.name) for field in fields(Fact)}
    return Fact(**values)


def _sample(row: dict[str, Any]) -> Sample:
    bounds = row.get("bounds")
    parts = {
        "margins": tuple(MarginClass(**margin) for margin in row["margins"]),
        "remarks": tuple(row["remarks"]),
        "checks": tuple(CheckResult(**check) for check in row.get("checks", ())),
        "bounds": None if bounds is None else tuple(bounds),
    }
    return Sample(**{**row, **parts})
