"""The story of a build: read the project → measure → compose → publish → write."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen.books import Books
from reportgen.copies import COMMON, FOLDER, Copy, folder_of
from reportgen.errors import Problem, UserError
from reportgen.facts import to_json
from reportgen.keeping import Content, Store, is_current, sha256_of
from reportgen.keys import inputs_of, key_of
from reportgen.measured import KEPT, chosen_editions, chosen_wave, measured
from reportgen.pairs import Sharing, pairs_of
from reportgen.progress import Progress
from reportgen.project.cutting import with_all_cuts
from reportgen.project.reading import read_sound
from reportgen.project.schema import Project
from reportgen.releasing import refused, released_early, state_of, unheld
from reportgen.scratch import scratch_folder
from reportgen.standing import Standing, all_until, join, names_in, of_editions, read_manifest
from reportgen.unmeasured import too_new, unlike
from reportgen.versions import MADE_BY, versions

if TYPE_CHECKING:
    from reportgen.edition import Failed, Made
    from reportgen.makers import Outcomes
    from reportgen.succession import Succession

Problems = Mapping[str, tuple[Problem, ...]]
"""What keeps editions from being made."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build made: the names of its files in `folder`, and what the user should still know."""

    folder: Path
    files: tuple[str, ...]
    remarks: tuple[str, ...]
    unchanged: bool = False
    not_made: tuple[str, ...] = ()
    """The editions that failed; the others were made."""
    failed: tuple[Problem, ...] = ()
    """What kept them from being made."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a build is to make, and what stands in its folder; `common` is the folder of what is for everybody."""

    project: Project
    wave: str
    common: Path
    folder: Path
    chosen: tuple[str, ...]
    unfit: Problems
    keys: Mapping[str, str]
    inputs: Mapping[str, str]
    manifest: Mapping[str, Any]
    remarks: tuple[str, ...]
    copy: Copy
    draft: bool

    @property
    def to_make(self) -> list[str]:
        """The editions that can be made."""
        return [edition for edition in self.keys if edition not in self.unfit]

    @property
    def gone(self) -> list[str]:
        """The editions that stand in the folder and that the monitor no longer has."""
        return [name for name in names_in(self.manifest) if name not in self.project.monitor.editions]

    @property
    def is_carried_out(self) -> bool:
        """Whether the folder holds all that was asked for, and nothing that has to go."""
        return is_current(self.folder, self.keys) and not self.gone and not self.unfit


def build(
    root: Path,
    wave: str | None,
    editions: tuple[str, ...],
    only: frozenset[str],
    output: Path | None,
    jobs: int,
    draft: bool,
    progress: Progress,
    *,
    today: date | None = None,
    now: datetime | None = None,
    unpublished: bool = False,
    copy: Copy = COMMON,
    forced: bool = False,
    cluster: str = "",
) -> BuildResult:
    """Make the publications of one wave, all or nothing; raises UserError with everything that is wrong.

    `today` and `now` decide whether what stands in the folder has been published, which nobody may lose or quietly
    change, and whether a `copy` may be made yet, or has to be `forced`. What is made is the same on any day.
    """
    progress.step("Project lezen")
    plan = _planned(root, wave, editions, only, output, draft, now, copy, forced=forced)
    if plan.is_carried_out:
        return BuildResult(plan.folder, (), plan.remarks, unchanged=True)
    from reportgen.makers import Lot, makers
    from reportgen.publish.output import write
    from reportgen.succession import beside, succeed

    with scratch_folder():
        with makers(len(plan.to_make), jobs, cluster) as hands:
            books = measured(plan.project, plan.wave, progress, then_drawing=True)
            every = with_all_cuts(plan.project)
            if copy.recipient:
                kept = beside(plan.common, every, books.together)
            else:
                kept = succeed(
                    plan.folder, every, books.together, draft=draft, today=today, now=now, unpublished=unpublished
                )
            lot = Lot(plan.project, books, only, draft, copy, Store(root / KEPT))
            outcomes = _collected(hands.make_all(lot, plan.to_make, progress), lot.store)
        made, failed = _sorted(plan, outcomes, books)
        standing, remarks = _joined(plan, made, failed, books)
        progress.step("Wegschrijven")
        files = _files(plan, standing, kept, books)
        write(files, plan.folder)
    own = [remark for one in made.values() for remark in (*one.placeholders, *one.remarks)]
    free = unheld(plan.project, plan.wave, standing, made)
    told = tuple(dict.fromkeys((*plan.remarks, *free, *own, *remarks, *kept.remarks)))
    problems = tuple(of_editions(failed, plan.chosen))
    return BuildResult(plan.folder, tuple(sorted(files)), told, False, tuple(failed), problems)


def _planned(
    root: Path,
    wave: str | None,
    editions: tuple[str, ...],
    only: frozenset[str],
    output: Path | None,
    draft: bool,
    now: datetime | None,
    copy: Copy,
    *,
    forced: bool,
) -> _Plan:
    """Read the project and plan what is to be made; raises UserError when that is nothing."""
    project = read_sound(root)
    wave, chosen = chosen_wave(project, wave), chosen_editions(project, editions)
    common = (output or root / "output") / wave
    folder = common.parent / FOLDER / folder_of(copy.recipient) / wave if copy.recipient else common
    sound = [edition for edition in chosen if edition not in project.faults]
    unfit = {edition: project.faults[edition] for edition in chosen if edition not in sound}
    unfit |= refused(project, wave, sound, copy, now, forced=forced)
    if len(unfit) == len(chosen):
        raise UserError(of_editions(unfit, chosen))
    inputs = inputs_of(project, sound)
    keys = {edition: key_of(project, edition, inputs, (wave, sorted(only), draft, copy)) for edition in sound}
    early = released_early(project, wave, sound, copy, now)
    return _Plan(project, wave, common, folder, chosen, unfit, keys, inputs, read_manifest(folder), early, copy, draft)


def _sorted(
    plan: _Plan, outcomes: Mapping[str, Made | Failed], books: Books
) -> tuple[dict[str, Made], dict[str, tuple[Problem, ...]]]:
    """Sort the editions into those that were made and those that failed; raises UserError when that is all of them."""
    from reportgen.edition import Failed, Made

    made = {edition: one for edition in plan.to_make if isinstance(one := outcomes[edition], Made)}
    failed = {**plan.unfit} | {edition: one.problems for edition, one in outcomes.items() if isinstance(one, Failed)}
    files = {edition: one.files for edition, one in made.items()}
    failed |= too_new(plan.project, plan.folder, plan.manifest, files, books)
    failed = {edition: failed[edition] for edition in plan.chosen if edition in failed}
    if len(failed) == len(plan.chosen):
        raise UserError(of_editions(failed, plan.chosen))
    return {edition: one for edition, one in made.items() if edition not in failed}, failed


def _joined(
    plan: _Plan, made: Mapping[str, Made], failed: Problems, books: Books
) -> tuple[dict[str, Standing], tuple[str, ...]]:
    """Put what was made beside the editions that stay, and tell of those that go."""
    project, version = plan.project, plan.project.version_of(plan.wave)
    fresh = {
        edition: Standing(
            one.files, one.contents, plan.keys[edition], plan.draft, version, one.printed,
            state_of(project, plan.wave, edition, plan.copy),
        )
        for edition, one in made.items()
    }  # fmt: skip
    # While any is declared wrongly, one that is gone may be one with a mistyped name.
    known = (*project.monitor.editions, *(plan.gone if project.faults else ()))
    without = {*failed, *plan.gone}
    return join(
        fresh, plan.folder, plan.manifest, known, version, without, unlike(plan.folder, plan.manifest, made, books)
    )


def _files(plan: _Plan, standing: Mapping[str, Standing], kept: Succession, books: Books) -> dict[str, Content]:
    """All files of a folder, the manifest that lists them included."""
    from reportgen.publish.output import MANIFEST

    facts = to_json(books.national, plan.project.version_of(plan.wave), all_until(standing))
    files: dict[str, Content] = {"facts.json": facts.encode(), **kept.files}
    files |= {path: content for one in standing.values() for path, content in one.files.items()}
    files[MANIFEST] = _manifest(_about(plan, standing), standing, files)
    return files


def _about(plan: _Plan, standing: Mapping[str, Standing]) -> dict[str, object]:
    """What the manifest says of the whole, before its editions and files."""
    return {
        "monitor": plan.project.monitor.title,
        "wave": plan.wave,
        "version": plan.project.version_of(plan.wave),
        "draft": all(one.draft for one in standing.values()),
        "recipient": plan.copy.recipient,
        "inputs": plan.inputs,
    }


def _collected(outcomes: Outcomes, store: Store) -> dict[str, Made | Failed]:
    """Wait for all editions, and keep once what they print alike."""
    from reportgen.edition import Made

    sharing = Sharing()
    with store.tidied():
        return {
            edition: replace(one, printed=sharing.share(one.printed)) if isinstance(one, Made) else one
            for edition, one in outcomes
        }


def _manifest(about: Mapping[str, object], standing: Mapping[str, Standing], files: Mapping[str, Content]) -> bytes:
    """List every file by its hash, what it was made from and with, and what the editions have in common."""
    editions = {name: one.told() for name, one in standing.items()}
    contents = {name: one.contents for name, one in standing.items()}
    pairs = pairs_of(contents, {name: one.printed for name, one in standing.items()})
    listed = {name: sha256_of(content) for name, content in sorted(files.items())}
    # What exactly differs is told by the editions themselves: of hundreds there are very many pairs.
    told = [{**asdict(pair), "differs": list(pair.differs)} for pair in pairs]
    made = {"editions": editions, "pairs": told}
    manifest = {**about, **made, "versions": versions(MADE_BY), "files": listed}
    return (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()
