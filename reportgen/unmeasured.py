"""Cuts that stand in an output and were not measured now: nobody has held anything new against them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from reportgen.books import Books, own_part
from reportgen.errors import Place, Problem
from reportgen.facts import Fact, from_json
from reportgen.keeping import Content, bytes_of
from reportgen.project.names import MONITOR
from reportgen.project.places import line_of
from reportgen.project.schema import Project
from reportgen.standing import names_in

FACTS = "facts.json"


def too_new(
    project: Project,
    folder: Path,
    manifest: Mapping[str, Any],
    fresh: Mapping[str, Mapping[str, Content]],
    books: Books,
) -> dict[str, tuple[Problem, ...]]:
    """Find the editions, given by their files, with a cut that didn't stand before beside one that was not measured."""
    others = _unmeasured(folder, manifest, fresh, books)
    found: dict[str, tuple[Problem, ...]] = {}
    for name, files in fresh.items() if others else ():
        facts = files.get(f"{name}/{FACTS}")
        if facts is not None and _facts_in(facts) != _facts(folder / name / FACTS):
            found[name] = (_problem(project, name, others),)
    return found


def unlike(folder: Path, manifest: Mapping[str, Any], made: Collection[str], books: Books) -> tuple[str, ...]:
    """Name the editions with a cut that can't stay: there are groups of everybody that it was never held against."""
    others = _unmeasured(folder, manifest, made, books)
    return others if others and _groups(books.national.facts) - _groups(_facts(folder / FACTS)) else ()


def _groups(facts: Iterable[Fact]) -> set[tuple[str, str | None, str | None]]:
    return {(fact.wave, fact.breakdown, fact.group) for fact in facts}


def _unmeasured(folder: Path, manifest: Mapping[str, Any], made: Collection[str], books: Books) -> tuple[str, ...]:
    """Name the editions that stay in an output with a cut that is none of those that were measured.

    Theirs was refused or is declared otherwise now, so that whatever else is published may tell of a few in it.
    """
    staying = [name for name in names_in(manifest) if name not in made]
    return tuple(name for name in staying if (own := _facts(folder / name / FACTS)) and own != _measured(books, name))


def _measured(books: Books, edition: str) -> tuple[Fact, ...]:
    return own_part(books.of(edition)).facts if edition in books.cuts else ()


def _facts(path: Path) -> tuple[Fact, ...]:
    return _facts_in(path) if path.is_file() else ()


def _facts_in(content: Content) -> tuple[Fact, ...]:
    try:
        return from_json(bytes_of(content).decode()).facts
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def _problem(project: Project, edition: str, beside: Collection[str]) -> Problem:
    others = ", ".join(f"“{name}”" for name in beside)
    what = (
        f"deze uitsnede is nieuw of veranderd, en die van uitgave {others} blijft staan zonder dat zij nu gemeten is; "
        "wie beide naast elkaar legt, kan misschien de antwoorden van enkelen uitrekenen."
    )
    remedy = f"Verbeter wat uitgave {others} tegenhoudt, of bouw haar mee."
    source = (project.root / MONITOR).read_text(encoding="utf-8-sig")
    place = [one.slug for one in project.monitor.editions.listed].index(edition)
    return Problem(what, remedy, Place(MONITOR, line_of(source, ("editions", place, "cut"))))
