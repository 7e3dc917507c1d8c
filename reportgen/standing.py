"""The editions that stand in an output, each with the lines that the manifest has of it, and which of them may stay."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from reportgen.errors import Place, Problem, UserError, within_sentence
from reportgen.keeping import Content, digests_of
from reportgen.ledger import from_json
from reportgen.pairs import Contents, Printed, contradictions, numbers_in

LEDGER, MANIFEST = "ledger.json", "manifest.json"


@dataclass(frozen=True, slots=True)
class Standing:
    """An edition as it was made: its files by their path in the output, what it is made of, and what it prints."""

    files: Mapping[str, Content]
    contents: Contents
    key: str
    """The hash of everything that it was made from."""
    draft: bool
    version: int
    printed: Printed
    embargo: Mapping[str, Any] | None = None
    """When its embargo ends (`until`), and whether it was `released` from that; None for one without."""

    def told(self) -> dict[str, Any]:
        """Write what the manifest has of it."""
        about = {"key": self.key, "draft": self.draft, "version": self.version, "embargo": self.embargo}
        return about | asdict(self.contents)


def read_manifest(folder: Path) -> Mapping[str, Any]:
    """Read what an output says of itself; nothing when it says nothing that can be read."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def names_in(manifest: Mapping[str, Any]) -> tuple[str, ...]:
    """Name the editions that a manifest has."""
    editions = manifest.get("editions")
    return tuple(editions) if isinstance(editions, dict) else ()


def read_standing(folder: Path, manifest: Mapping[str, Any], edition: str) -> Standing | None:
    """Read an edition as it stands in an output; None when it isn't whole, or not as it was made."""
    try:
        about = manifest["editions"][edition]
        digests = {name: digest for name, digest in manifest["files"].items() if name.startswith(f"{edition}/")}
        files = {name: folder / name for name in digests}
        if digests_of(files) != digests:
            return None
        entries = from_json(files[f"{edition}/{LEDGER}"].read_text(encoding="utf-8"))
        return Standing(
            files,
            _contents(about),
            str(about["key"]),
            bool(about["draft"]),
            int(about["version"]),
            numbers_in(entries),
            about.get("embargo"),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _contents(about: Mapping[str, Any]) -> Contents:
    values: dict[str, Any] = {part.name: about[part.name] for part in fields(Contents)}
    lists = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
    return Contents(**(values | lists))


def join(
    fresh: Mapping[str, Standing],
    folder: Path,
    manifest: Mapping[str, Any],
    editions: Sequence[str],
    version: int,
    failed: Collection[str],
    unlike: Collection[str] = (),
) -> tuple[dict[str, Standing], tuple[str, ...]]:
    """Put the editions that were made now beside those that stay as they stand, in the order of the monitor.

    One that could not be made (`failed`), and one that the monitor no longer has, goes when it doesn't go with the new
    ones, as those that are `unlike` them don't; of that is told. Raises UserError when two editions print different
    figures for the same fact, also when one of them was not to be made now.
    """
    printed = {name: one.printed for name, one in fresh.items()}
    problems, remarks, there = list(contradictions(printed)), list[str](), dict(fresh)
    if problems:
        raise UserError(problems)
    for name in names_in(manifest):
        if name in fresh:
            continue
        standing = read_standing(folder, manifest, name) if name in editions else None
        if standing is not None and name not in unlike and _goes_with(standing, version, name, printed):
            there[name] = standing
        elif name in failed or name not in editions:
            remarks.append(_gone(name, folder, is_known=name in editions))
        else:
            problems.append(_not_beside(name, folder))
    if problems:
        raise UserError(problems)
    return {name: there[name] for name in editions if name in there}, tuple(remarks)


def _goes_with(standing: Standing, version: int, name: str, printed: Mapping[str, Printed]) -> bool:
    if standing.version != version:
        return False
    return next(contradictions({**printed, name: standing.printed}), None) is None


def _gone(name: str, folder: Path, *, is_known: bool) -> str:
    if not is_known:
        return f"uitgave “{name}” staat niet meer in monitor.toml, en is uit {folder.name} weggehaald."
    return f"wat er van uitgave “{name}” stond, had andere cijfers dan de nieuwe uitgaven, en is weggehaald."


def _not_beside(name: str, folder: Path) -> Problem:
    what = f"uitgave “{name}” staat er nog met andere cijfers, of is sindsdien veranderd."
    return Problem(what, f"Bouw haar mee: laat --edition weg, of voeg toe: --edition {name}.", Place(folder.name))


def all_until(standing: Mapping[str, Standing]) -> str:
    """When the first of these editions is free, and with it what all have; "" when one of them is free already."""
    embargoes = [one.embargo for one in standing.values()]
    held = [str(one["until"]) for one in embargoes if one is not None and not one["released"]]
    return min(held, key=datetime.fromisoformat) if held and len(held) == len(embargoes) else ""


def of_editions(failed: Mapping[str, Sequence[Problem]], chosen: Sequence[str]) -> Iterator[Problem]:
    """Tell what keeps editions from being made: once what all have, and otherwise with the editions that have it."""
    having: dict[Problem, list[str]] = {}
    for edition, problems in failed.items():
        for problem in problems:
            having.setdefault(problem, []).append(edition)
    for problem, editions in having.items():
        yield problem if len(editions) == len(chosen) else _in_editions(problem, editions)


def _in_editions(problem: Problem, editions: Sequence[str]) -> Problem:
    where = f"uitgave {', '.join(editions)}"
    if problem.place is None:
        return replace(problem, what=f"{where}: {within_sentence(problem.what)}")
    detail = ", ".join(part for part in (problem.place.detail, where) if part)
    return replace(problem, place=replace(problem.place, detail=detail))
