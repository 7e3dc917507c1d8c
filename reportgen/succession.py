"""What a new edition owes to the one that stands in its place: nothing published is lost, or quietly changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from reportgen.comparing.difference import Side
from reportgen.comparing.folders import FACTS, read_side, version_in
from reportgen.comparing.naming import Naming
from reportgen.comparing.printed import printed_value
from reportgen.comparing.rectifying import changed_prints
from reportgen.errors import Place, Problem, UserError
from reportgen.facts import FactBook
from reportgen.project.names import EARLIER, RECTIFICATIONS
from reportgen.project.places import line_of
from reportgen.project.schema import Project, Rectification
from reportgen.publish.output import MANIFEST, shown
from reportgen.standing import read_manifest

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Succession:
    """The files that a new edition takes over from before, by their path in it; and what the user should know."""

    files: Mapping[str, bytes]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Standing:
    """The edition that stands in a folder now: its version, 0 for none, and whether it is final, and published."""

    folder: Path
    manifest: Mapping[str, Any]
    version: int
    final: bool
    published: bool

    @property
    def name(self) -> str:
        return shown(self.folder)

    def at(self, version: int) -> Path:
        """Where a version stands, or would stand."""
        return self.folder if version == self.version else self.folder / EARLIER / f"versie-{version}"


def succeed(
    folder: Path,
    project: Project,
    book: FactBook,
    *,
    draft: bool,
    today: date | None,
    unpublished: bool,
    now: datetime | None = None,
) -> Succession:
    """Settle what becomes of the edition in `folder` when one of `book` takes its place.

    A final edition counts as published from its date of publication on, one under embargo from the moment that this
    ends, unless the user says it isn't (`unpublished`), or nobody knows what day it is. Only a new version may then
    have other figures; what it replaces is kept in it, byte for byte. Raises UserError when something published would
    be lost or quietly changed, or when a rectification isn't what the facts say, now and then.
    """
    version = project.version_of(book.wave)
    standing = _standing(folder, project, book.wave, today, now, unpublished=unpublished)
    replaced = standing.version if standing.final and standing.version < version else None
    files = _kept(standing, replaced)
    problems = list(_not_to_replace(standing, project, book, draft=draft))
    if not problems:
        problems = list(_unlike_the_facts(standing, project, book))
    if problems:
        raise UserError(problems)
    return Succession(files, tuple(_not_kept(standing, files, version)))


def require_rectified(folder: Path, project: Project, book: FactBook) -> None:
    """Hold what is to be put right against the facts, and against what was published as far as that is in `folder`.

    Raises UserError with everything that differs.
    """
    standing = _standing(folder, project, book.wave, None, None, unpublished=False)
    if problems := tuple(_unlike_the_facts(standing, project, book)):
        raise UserError(problems)


def beside(common: Path, project: Project, book: FactBook) -> Succession:
    """Settle what a copy for one reader has of before: nothing, for it replaces nothing.

    What is put right in it is held against what is known in `common`, as in any other. Raises UserError.
    """
    require_rectified(common, project, book)
    return Succession({})


def _standing(
    folder: Path, project: Project, wave: str, today: date | None, now: datetime | None, *, unpublished: bool
) -> _Standing:
    manifest = read_manifest(folder)
    final = manifest.get("draft") is False
    is_out = today is not None and project.monitor.waves[wave].published <= today
    editions = manifest.get("editions")
    if isinstance(editions, dict) and editions:
        is_out = any(_is_out(about, now, is_out) for about in editions.values())
    return _Standing(
        folder, manifest, version_in(manifest) if manifest else 0, final, final and is_out and not unpublished
    )


def _is_out(about: Any, now: datetime | None, on_its_day: bool) -> bool:
    """Whether an edition is out: released from its embargo, or past it; one without goes by its day."""
    try:
        state = about["embargo"]
        return bool(state["released"]) or (datetime.fromisoformat(state["until"]) <= now if now else on_its_day)
    except (KeyError, TypeError, ValueError):
        return on_its_day


def _kept(standing: _Standing, replaced: int | None) -> dict[str, bytes]:
    """Read what was kept before, and what is to be kept now; raises UserError when any of it was changed since."""
    listed = standing.manifest.get("files")
    digests: Mapping[str, str] = listed if isinstance(listed, dict) else {}
    kept: dict[str, bytes] = {}
    problems = []
    for name, digest in digests.items():
        is_earlier = name.startswith(f"{EARLIER}/")
        if not is_earlier and replaced is None:
            continue
        content = _content(standing.folder / name)
        if content is None or hashlib.sha256(content).hexdigest() != digest:
            what = "dit bestand is gepubliceerd en moet bewaard blijven, maar is sindsdien veranderd of verdwenen."
            remedy = "Zet het terug zoals het gepubliceerd is, uit een back-up."
            problems.append(Problem(what, remedy, Place(f"{standing.name}/{name}")))
        else:
            kept[name if is_earlier else f"{EARLIER}/versie-{replaced}/{name}"] = content
    if problems:
        raise UserError(problems)
    if replaced is not None:
        kept[f"{EARLIER}/versie-{replaced}/{MANIFEST}"] = (standing.folder / MANIFEST).read_bytes()
    return kept


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _not_kept(standing: _Standing, files: Mapping[str, bytes], version: int) -> Iterator[str]:
    if version > 1 and not any(name.startswith(f"{EARLIER}/versie-{version - 1}/") for name in files):
        yield (
            f"versie {version - 1} staat niet in {standing.name} en is daarom niet bij deze uitgave bewaard; "
            "zet haar terug en bouw opnieuw om haar te bewaren."
        )


def _not_to_replace(standing: _Standing, project: Project, book: FactBook, *, draft: bool) -> Iterator[Problem]:
    """Refuse what nobody may do to something published: to lose a version, or to put a draft or other figures there."""
    wave, version = book.wave, project.version_of(book.wave)
    if standing.version > version:
        file = f"{RECTIFICATIONS}/{wave}.toml"
        what = f"in {standing.name} staat versie {standing.version}, en het project kent die niet."
        yield Problem(what, f"Zet {file} terug, waarin deze versie beschreven is.", Place(file))
    elif standing.published and draft:
        what = f"in {standing.name} staat de gepubliceerde uitgave; een concept komt daar niet voor in de plaats."
        yield Problem(what, "Bouw het concept in een andere map: reportgen build --draft --output concept.")
    elif standing.published and standing.version == version:
        naming = Naming(project.codebook, project.monitor)
        side = read_side(standing.folder)
        # An edition of which the cut is refused now isn't made, and stays as it was.
        unmade = tuple(f"/{name}=" for name in side.book.cut_names - book.cut_names)
        changed = [
            f"{naming.printed(id_)}: {before} → {after}"
            for id_, before, after, _ in changed_prints(side, book)
            if not any(name in id_ for name in unmade)
        ]
        if changed:
            what = f"de uitgave in {standing.name} is gepubliceerd, en deze heeft andere cijfers ({_some(changed)})."
            remedy = (
                f"Maak een rectificatie: reportgen compare {standing.name} {wave} --rectification. "
                "Is er nog niets naar buiten gegaan, bouw dan met --unpublished."
            )
            yield Problem(what, remedy)


def _some(items: Sequence[str]) -> str:
    """Name the first few, and count the rest."""
    more = f"; en nog {len(items) - _MOST_NAMED}" if items[_MOST_NAMED:] else ""
    return "; ".join(items[:_MOST_NAMED]) + more


def _unlike_the_facts(standing: _Standing, project: Project, book: FactBook) -> Iterator[Problem]:
    """Hold every version against what was published before it and with it, as far as that stands there."""
    versions = project.rectifications.get(book.wave, ())
    for place, one in enumerate(versions):
        before = _side_of(standing, one.version - 1)
        after = None if one is versions[-1] else _side_of(standing, one.version)
        to = book if one is versions[-1] else after.book if after else None
        if to is not None:
            problems = list(_mistaken(project, place, "new", to, "berekend is"))
            if before is not None:
                problems += _mistaken(project, place, "old", before.book, "gepubliceerd was")
                problems += _incomplete(before, one, to)
            yield from problems


def _side_of(standing: _Standing, version: int) -> Side | None:
    folder = standing.at(version)
    is_there = version and standing.final if folder == standing.folder else (folder / FACTS).is_file()
    return read_side(folder) if is_there else None


def _mistaken(project: Project, version: int, key: str, book: FactBook, known: str) -> Iterator[Problem]:
    """Find the corrections whose old or new value is not that of the facts; beyond a few, they are counted."""
    file = f"{RECTIFICATIONS}/{book.wave}.toml"
    wrong = []
    for i, correction in enumerate(project.rectifications[book.wave][version].corrections):
        said, true = getattr(correction, key), printed_value(correction.fact, book)
        if said != true:
            wrong.append((i, f"voor “{correction.fact}” staat hier {said}, en {known}: {true}."))
    if wrong:
        source = (project.root / file).read_text(encoding="utf-8-sig")
    for i, what in wrong[:_MOST_NAMED]:
        line = line_of(source, ("versions", version, "corrections", i, key))
        yield Problem(what, _anew(book.wave), Place(file, line))
    if wrong[_MOST_NAMED:]:
        what = f"en zo kloppen er nog {len(wrong) - _MOST_NAMED} cijfers niet."
        yield Problem(what, _anew(book.wave), Place(file))


def _incomplete(before: Side, one: Rectification, book: FactBook) -> Iterator[Problem]:
    listed = {correction.fact for correction in one.corrections}
    silent = [f"{id_}: {old} → {new}" for id_, old, new, _ in changed_prints(before, book) if id_ not in listed]
    if silent:
        what = f"bij versie {one.version} ontbreken cijfers die ook veranderd zijn ({_some(silent)})."
        yield Problem(what, _anew(book.wave), Place(f"{RECTIFICATIONS}/{book.wave}.toml"))


def _anew(wave: str) -> str:
    return f"Maak de rectificatie opnieuw: reportgen compare output/{wave} {wave} --rectification."
