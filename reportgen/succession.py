"""What a new edition owes to the one that stands in its place: nothing published is lost, or quietly changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reportgen.comparing.difference import Side
from reportgen.comparing.folders import read_manifest, read_side, version_in
from reportgen.comparing.naming import Naming
from reportgen.comparing.printed import printed_value
from reportgen.comparing.rectifying import changed_prints
from reportgen.errors import Place, Problem, UserError
from reportgen.facts import FactBook
from reportgen.project.names import EARLIER, RECTIFICATIONS
from reportgen.project.places import line_of
from reportgen.project.schema import Correction, Project, Rectification
from reportgen.publish.output import MANIFEST, shown

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Succession:
    """The files that a new edition takes over from before, by their path in it; and what the user should know."""

    files: Mapping[str, bytes]
    remarks: tuple[str, ...] = ()


def succeed(
    folder: Path, project: Project, book: FactBook, *, draft: bool, today: date | None, unpublished: bool
) -> Succession:
    """Settle what becomes of the edition in `folder` when one of `book` takes its place.

    A final edition counts as published from its date of publication on, unless the user says it isn't (`unpublished`),
    or nobody knows what day it is. Only a new version may then have other figures; what it replaces is kept in it, byte
    for byte. Raises UserError when something published would be lost or quietly changed, or when a rectification
    isn't what the facts say.
    """
    wave, version = book.wave, project.version_of(book.wave)
    manifest = read_manifest(folder)
    standing = version_in(manifest) if manifest else 0
    problems = list(_mistaken(project, book))
    remarks: list[str] = []
    files: dict[str, bytes] = {}
    if manifest:
        final = not manifest.get("draft", True)
        published = final and not unpublished and today is not None and project.monitor.waves[wave].published <= today
        files = _kept(folder, manifest, standing if final and standing < version else None)
        if standing > version:
            problems.append(_lost_version(folder, wave, standing))
        elif final and standing < version:
            problems += _incomplete(project, read_side(folder), book)
        elif published:
            problems += _quietly(folder, read_side(folder), project, book, draft=draft)
    if problems:
        raise UserError(problems)
    if version > 1 and not any(name.startswith(f"{EARLIER}/versie-{version - 1}/") for name in files):
        remarks.append(
            f"versie {version - 1} staat niet in {shown(folder)} en is daarom niet bij deze uitgave bewaard; "
            "zet haar terug en bouw opnieuw om haar te bewaren."
        )
    return Succession(files, tuple(remarks))


def _kept(folder: Path, manifest: Mapping[str, object], replaced: int | None) -> dict[str, bytes]:
    """Read what was kept before, and what is to be kept now; raises UserError when any of it was changed since."""
    listed = manifest.get("files")
    digests: Mapping[str, str] = listed if isinstance(listed, dict) else {}
    kept: dict[str, bytes] = {}
    problems = []
    for name, digest in digests.items():
        is_earlier = name.startswith(f"{EARLIER}/")
        if not is_earlier and replaced is None:
            continue
        content = _content(folder / name)
        if content is None or hashlib.sha256(content).hexdigest() != digest:
            problems.append(_changed_since(folder, name))
        else:
            kept[name if is_earlier else f"{EARLIER}/versie-{replaced}/{name}"] = content
    if problems:
        raise UserError(problems)
    if replaced is not None:
        kept[f"{EARLIER}/versie-{replaced}/{MANIFEST}"] = (folder / MANIFEST).read_bytes()
    return kept


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _changed_since(folder: Path, name: str) -> Problem:
    what = "dit bestand is gepubliceerd en moet bewaard blijven, maar is sindsdien veranderd of verdwenen."
    return Problem(what, "Zet het terug zoals het gepubliceerd is, uit een back-up.", Place(f"{shown(folder)}/{name}"))


def _lost_version(folder: Path, wave: str, standing: int) -> Problem:
    file = f"{RECTIFICATIONS}/{wave}.toml"
    what = f"in {shown(folder)} staat versie {standing}, en het project kent die niet."
    return Problem(what, f"Zet {file} terug, waarin deze versie beschreven is.", Place(file))


def _quietly(folder: Path, old: Side, project: Project, book: FactBook, *, draft: bool) -> Iterator[Problem]:
    """Refuse what nobody may do to something published: to replace it by a draft, or by other figures."""
    wave = book.wave
    if draft:
        what = f"in {shown(folder)} staat de gepubliceerde uitgave; een concept komt daar niet voor in de plaats."
        yield Problem(what, "Bouw het concept in een andere map: reportgen build --draft --output concept.")
        return
    naming = Naming(project.codebook, project.monitor)
    changed = [f"{naming.printed(id_)}: {before} → {after}" for id_, before, after, _ in changed_prints(old, book)]
    if changed:
        named = "; ".join(changed[:_MOST_NAMED]) + (
            f"; en nog {len(changed) - _MOST_NAMED}" if changed[_MOST_NAMED:] else ""
        )
        what = f"de uitgave in {shown(folder)} is gepubliceerd, en deze heeft andere cijfers ({named})."
        remedy = (
            f"Maak een rectificatie: reportgen compare {shown(folder)} {wave} --rectification. "
            "Is er nog niets naar buiten gegaan, bouw dan met --unpublished."
        )
        yield Problem(what, remedy)


def _mistaken(project: Project, book: FactBook) -> Iterator[Problem]:
    """Find the corrections of the newest version whose new value is not that of the facts."""
    for i, correction in _corrections(project, book.wave):
        now = printed_value(correction.fact, book)
        if now != correction.new:
            what = f"hier staat dat “{correction.fact}” {correction.new} moet zijn, en berekend is: {now}."
            yield Problem(what, _anew(book.wave), _place(project, book.wave, i, "new"))


def _incomplete(project: Project, old: Side, book: FactBook) -> Iterator[Problem]:
    """Find what was published otherwise than the rectification says, and what changes without being in it."""
    listed = {correction.fact: (i, correction) for i, correction in _corrections(project, book.wave)}
    for i, correction in listed.values():
        was = printed_value(correction.fact, old.book)
        if was != correction.old:
            what = f"hier staat dat voor “{correction.fact}” {correction.old} gepubliceerd is, en dat was {was}."
            yield Problem(what, _anew(book.wave), _place(project, book.wave, i, "old"))
    silent = [change for change in changed_prints(old, book) if change[0] not in listed]
    if silent:
        named = "; ".join(f"{id_}: {before} → {after}" for id_, before, after, _ in silent[:_MOST_NAMED])
        more = f"; en nog {len(silent) - _MOST_NAMED}" if silent[_MOST_NAMED:] else ""
        what = f"in de rectificatie ontbreken cijfers die ook veranderen ({named}{more})."
        yield Problem(what, _anew(book.wave), Place(f"{RECTIFICATIONS}/{book.wave}.toml"))


def _corrections(project: Project, wave: str) -> Iterator[tuple[int, Correction]]:
    versions: tuple[Rectification, ...] = project.rectifications.get(wave, ())
    yield from enumerate(versions[-1].corrections if versions else ())


def _anew(wave: str) -> str:
    return f"Maak de rectificatie opnieuw: reportgen compare output/{wave} {wave} --rectification."


def _place(project: Project, wave: str, i: int, key: str) -> Place:
    file = f"{RECTIFICATIONS}/{wave}.toml"
    last = len(project.rectifications[wave]) - 1
    source = (project.root / file).read_text(encoding="utf-8-sig")
    return Place(file, line_of(source, ("versions", last, "corrections", i, key)))
