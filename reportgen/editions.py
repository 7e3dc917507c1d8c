"""The editions of a monitor as they are declared and as they stand in its output, side by side."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from reportgen.errors import Place, Problem, UserError
from reportgen.pairs import Pair, contradictions, pairs_of
from reportgen.project.editions import Edition
from reportgen.project.schema import Project
from reportgen.report import dutch
from reportgen.standing import Standing, names_in, read_manifest, read_standing

WIDTH = 100
_PARTS = {
    "brand": "huisstijl",
    "address": "aanspreekvorm",
    "cut": "uitsnede",
    "chapters": "hoofdstukken",
    "figures": "figuren",
    "tables": "tabellen",
    "own": "eigen onderdelen",
}
"""What is told of a difference; that labels and partners differ goes without saying."""
_OWN = {"foreword": "voorwoord", "closing": "slottekst", "quote": "citaat", "contact": "contact"}
_MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Overview:
    """The editions that are declared, those that stand in the output of a wave, and every two of these side by side."""

    monitor: str
    wave: str
    declared: Mapping[str, Edition]
    standing: Mapping[str, Standing]
    pairs: tuple[Pair, ...]


def look(project: Project, wave: str, output: Path) -> Overview:
    """Read every edition back from the output of a wave, and hold them against one another.

    Raises UserError when one isn't as it was made, or two print different figures for the same fact.
    """
    folder = output / wave
    manifest = read_manifest(folder)
    problems: list[Problem] = []
    standing: dict[str, Standing] = {}
    for name in names_in(manifest):
        found = read_standing(folder, manifest, name)
        if found is None:
            what = f"uitgave “{name}” is niet meer zoals zij gemaakt is."
            problems.append(Problem(what, f"Bouw haar opnieuw: reportgen build --edition {name}.", Place(folder.name)))
        else:
            standing[name] = found
    printed = {name: one.printed for name, one in standing.items()}
    problems.extend(contradictions(printed))
    if problems:
        raise UserError(problems)
    pairs = pairs_of({name: one.contents for name, one in standing.items()}, printed)
    return Overview(project.monitor.title, wave, project.monitor.editions, standing, pairs)


# --- as text ---------------------------------------------------------------------------------------------------------


def render_text(overview: Overview) -> str:
    """Tell in Dutch which editions there are, and of every two what is equal and what differs."""
    lines = [f"Uitgaven van {overview.monitor} {overview.wave}", ""]
    width = max(map(len, overview.declared), default=0)
    for name, edition in overview.declared.items():
        lines.append(f"  {name:{width}}  {edition.label}")
        lines += [f"  {'':{width}}  {line}" for line in _about(edition, overview.standing.get(name))]
    if overview.pairs:
        lines += ["", "Wat gelijk is, en wat verschilt"]
        for pair in overview.pairs:
            lines += ["", *_told(pair)]
    elif len(overview.declared) > 1 and len(overview.standing) < len(overview.declared):
        lines += ["", "Wat de uitgaven gemeen hebben, staat hier zodra zij gemaakt zijn: reportgen build"]
    return "".join(f"{line}\n" for line in lines)


def _about(edition: Edition, standing: Standing | None) -> Iterator[str]:
    if edition.partner:
        yield f"partner: {edition.partner}"
    own = [f"huisstijl {edition.brand}", f"spreekt aan met {edition.address}"]
    own += [f"zonder {dutch.enumeration(edition.without)}"] if edition.without else []
    own += [f"uitsnede: {edition.cut.label or edition.cut.breakdown}"] if edition.cut else []
    own += [f"embargo: {edition.embargo}"] if edition.embargo else []
    yield "; ".join(own)
    if standing is None:
        yield "nog niet gemaakt"
    else:
        state = "concept" if standing.draft else "definitief"
        yield f"{state}, {dutch.count(len(standing.printed))} cijfers uit de feiten"


def _told(pair: Pair) -> Iterator[str]:
    one, other = pair.editions
    yield f"  {one} en {other}: dezelfde {dutch.count(pair.equal_figures)} cijfers"
    for name, number in zip(pair.editions, pair.figures_only, strict=True):
        if number:
            yield f"    {dutch.count(number)} cijfers staan alleen in {name}"
    for part, (mine, theirs) in pair.differs.items():
        if part in _PARTS:
            yield from _wrapped(f"{_PARTS[part]}: {_difference(pair.editions, mine, theirs)}")


def _difference(names: tuple[str, str], mine: Sequence[str], theirs: Sequence[str]) -> str:
    sides = [(name, only) for name, only in zip(names, (mine, theirs), strict=True) if only]
    if len(sides) == len(names) and all(len(only) == 1 for _, only in sides):
        return "; ".join(f"in {name} {_some(only)}" for name, only in sides)
    return "; ".join(f"alleen in {name} {_some(only)}" for name, only in sides) or "in een andere volgorde"


def _some(items: Sequence[str]) -> str:
    named = [_OWN.get(item, item) for item in items[:_MOST_NAMED]]
    more = len(items) - _MOST_NAMED
    return dutch.enumeration([*named, f"nog {more}"] if more > 0 else named)


def _wrapped(line: str) -> list[str]:
    wrapper = textwrap.TextWrapper(WIDTH, "    ", "      ", break_long_words=False, break_on_hyphens=False)
    return wrapper.wrap(line)


# --- as JSON ---------------------------------------------------------------------------------------------------------


def render_json(overview: Overview) -> str:
    """Write the same for another program."""
    editions = {name: _public(edition, overview.standing.get(name)) for name, edition in overview.declared.items()}
    told = {
        "monitor": overview.monitor,
        "wave": overview.wave,
        "editions": editions,
        "pairs": [asdict(pair) for pair in overview.pairs],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _public(edition: Edition, standing: Standing | None) -> dict[str, Any]:
    made = {} if standing is None else {**standing.told(), "figures_printed": len(standing.printed)}
    return {**asdict(edition), "made": made or None}
