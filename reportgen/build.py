"""The story of a build: read the project → measure → compose → publish → write."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.audit.audit import refuse_leaks
from reportgen.books import Books, from_text, to_text
from reportgen.carried import FONTS, PAGES, files_of
from reportgen.copies import COMMON, FOLDER, Copy, folder_of
from reportgen.errors import Place, Problem, UserError, nearest
from reportgen.facts import FactBook, to_json
from reportgen.keeping import Content, Store, code_digest, digest, digests_of, is_current, read_digests, sha256_of
from reportgen.pairs import Sharing, pairs_of
from reportgen.progress import Progress
from reportgen.project.cutting import with_all_cuts, with_cut
from reportgen.project.names import EDITION_TEXTS, RECTIFICATIONS
from reportgen.project.reading import BRANDS, read_sound
from reportgen.project.schema import Project
from reportgen.releasing import passed, refused, released_early, state_of, unheld
from reportgen.scratch import scratch_folder
from reportgen.standing import Standing, all_until, join, names_in, of_editions, read_manifest
from reportgen.unmeasured import too_new, unlike
from reportgen.versions import MADE_BY, MEASURED_BY, versions

if TYPE_CHECKING:
    from reportgen.edition import Failed, Made
    from reportgen.makers import Outcomes
    from reportgen.proofreading.proofreader import Proof
    from reportgen.survey.process import Measuring
    from reportgen.verify.examination import Examination

KEPT = ".cache"


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
class Checked:
    """A project without problems, with its facts, what is worth a remark, and what an editor has to say."""

    project: Project
    book: FactBook
    remarks: tuple[str, ...]
    proof: Proof | None = None


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
    project = read_sound(root)
    wave, chosen = chosen_wave(project, wave), _chosen_editions(project, editions)
    common = (output or root / "output") / wave
    folder = common.parent / FOLDER / folder_of(copy.recipient) / wave if copy.recipient else common
    sound = [edition for edition in chosen if edition not in project.faults]
    unfit = {edition: project.faults[edition] for edition in chosen if edition not in sound}
    unfit |= refused(project, wave, sound, copy, now, forced=forced)
    if len(unfit) == len(chosen):
        raise UserError(of_editions(unfit, chosen))
    early = released_early(project, wave, sound, copy, now)
    inputs = _inputs(project, sound)
    keys = {edition: _key(project, edition, inputs, (wave, sorted(only), draft, copy)) for edition in sound}
    manifest = read_manifest(folder)
    gone = [name for name in names_in(manifest) if name not in project.monitor.editions]
    if is_current(folder, keys) and not gone and not unfit:
        return BuildResult(folder, (), early, unchanged=True)
    from reportgen.edition import Failed, Made
    from reportgen.makers import Lot, makers
    from reportgen.publish import output as writing
    from reportgen.succession import beside, succeed

    to_make = [edition for edition in sound if edition not in unfit]
    with scratch_folder():
        with makers(len(to_make), jobs, cluster) as hands:
            books = _measured(project, wave, progress, then_drawing=True)
            every = with_all_cuts(project)
            if copy.recipient:
                kept = beside(common, every, books.together)
            else:
                kept = succeed(
                    folder, every, books.together, draft=draft, today=today, now=now, unpublished=unpublished
                )
            lot = Lot(project, books, only, draft, copy, Store(root / KEPT))
            outcomes = _collected(hands.make_all(lot, to_make, progress), lot.store)
        made = {edition: one for edition in to_make if isinstance(one := outcomes[edition], Made)}
        unfit |= {edition: one.problems for edition, one in outcomes.items() if isinstance(one, Failed)}
        failed = unfit | too_new(project, folder, manifest, {edition: made[edition].files for edition in made}, books)
        made = {edition: one for edition, one in made.items() if edition not in failed}
        failed = {edition: failed[edition] for edition in chosen if edition in failed}
        if not made:
            raise UserError(of_editions(failed, chosen))
        fresh = _fresh(project, wave, made, keys, draft=draft, copy=copy)
        version, known = project.version_of(wave), _known(project, gone)
        standing, remarks = join(
            fresh, folder, manifest, known, version, {*failed, *gone}, unlike(folder, manifest, made, books)
        )
        progress.step("Wegschrijven")
        facts = to_json(books.national, version, all_until(standing))
        files: dict[str, Content] = {"facts.json": facts.encode(), **kept.files}
        files |= {path: content for one in standing.values() for path, content in one.files.items()}
        files[writing.MANIFEST] = _manifest(_about(project, wave, standing, inputs, copy), standing, files)
        writing.write(files, folder)
    own = [remark for one in made.values() for remark in (*one.placeholders, *one.remarks)]
    told = tuple(dict.fromkeys((*early, *unheld(project, wave, standing, made), *own, *remarks, *kept.remarks)))
    return BuildResult(folder, tuple(sorted(files)), told, False, tuple(failed), tuple(of_editions(failed, chosen)))


def _known(project: Project, gone: Sequence[str]) -> tuple[str, ...]:
    """The editions that there are; while any is declared wrongly, one that is gone may be one with a mistyped name."""
    return (*project.monitor.editions, *(gone if project.faults else ()))


def _fresh(
    project: Project, wave: str, made: Mapping[str, Made], keys: Mapping[str, str], *, draft: bool, copy: Copy
) -> dict[str, Standing]:
    """What stands of each edition that was made now."""
    version = project.version_of(wave)
    return {
        edition: Standing(
            one.files, one.contents, keys[edition], draft, version, one.printed,
            state_of(project, wave, edition, copy),
        )
        for edition, one in made.items()
    }  # fmt: skip


def _about(
    project: Project, wave: str, standing: Mapping[str, Standing], inputs: Mapping[str, str], copy: Copy
) -> dict[str, object]:
    """What the manifest says of the whole, before its editions and files."""
    return {
        "monitor": project.monitor.title,
        "wave": wave,
        "version": project.version_of(wave),
        "draft": all(one.draft for one in standing.values()),
        "recipient": copy.recipient,
        "inputs": inputs,
    }


def check(root: Path, progress: Progress, now: datetime | None = None) -> Checked:
    """Find the same problems as a build does, without making anything; `now` tells which embargo is over."""
    progress.step("Project lezen")
    project = read_sound(root)
    wave = chosen_wave(project, None)
    books = _measured(project, wave, progress, then_drawing=False)
    book = books.national
    progress.step("Teksten controleren")
    from reportgen.edition import compose_with_brand, try_pages
    from reportgen.proofreading.desk import proof_of
    from reportgen.report.overview import withheld_groups
    from reportgen.succession import require_rectified

    require_rectified(root / "output" / wave, with_all_cuts(project), books.together)
    remarks = [remark for sample in book.samples for remark in sample.remarks]
    remarks += [*withheld_groups(books.together, with_all_cuts(project).codebook), *passed(project, wave, now)]
    reports, failed = [], dict(project.faults)
    for edition in project.monitor.editions:
        if edition in project.faults:
            continue
        try:
            own, facts = with_cut(project, edition), books.of(edition)
            report, brand = compose_with_brand(facts, own, edition, draft=True, copy=Copy(released=True))
            try_pages(report, brand, root)
        except UserError as error:
            failed[edition] = error.problems
            continue
        reports.append(report)
        remarks += [*report.report.placeholders, *report.press_release.placeholders]
        remarks += brand.partner.remarks if brand.partner else ()
    if failed:
        raise UserError(of_editions(failed, tuple(project.monitor.editions)))
    progress.step("Proeflezen")
    return Checked(project, book, tuple(dict.fromkeys(remarks)), proof_of(project, reports))


def read_or_measure(
    root: Path, wave: str | None, progress: Progress | None = None, edition: str | None = None
) -> tuple[Project, FactBook]:
    """The project and its fact book, measured anew only when something that it was computed from has changed.

    With an `edition`, also with its cut. Raises UserError when that doesn't exist, or may not be published.
    """
    project, books = read_or_measure_all(root, wave, progress)
    if edition is None:
        return project, books.national
    _require_sound(project, edition)
    return with_cut(project, edition), books.of(edition)


def read_or_measure_all(root: Path, wave: str | None, progress: Progress | None = None) -> tuple[Project, Books]:
    """The project and the fact books of all its editions."""
    from reportgen.progress import Silent

    project = read_sound(root)
    if wave is not None and wave in project.monitor.waves and project.monitor.waves[wave].is_cited:
        # Its figures are in the fact book of every later wave.
        wave = None
    return project, _measured(project, chosen_wave(project, wave), progress or Silent(), then_drawing=False)


def verify(
    root: Path, files: Sequence[Path], wave: str | None, progress: Progress, edition: str | None = None
) -> tuple[Project, tuple[Examination, ...]]:
    """Hold every number in finished files against the facts; raises UserError when a file cannot be read.

    A file that names a fact of the cut of an edition is held against that edition's facts, and so is every file when an
    `edition` is given.
    """
    from reportgen.verify.examination import Examiner
    from reportgen.verify.reading import edition_of, read_documents

    progress.step("Documenten lezen")
    documents = read_documents(files)
    progress.step("Project lezen")
    project, books = read_or_measure_all(root, wave, progress)
    if edition is not None:
        _require_sound(project, edition)
    progress.step("Cijfers controleren", len(documents))
    examiners: dict[str, Examiner] = {}
    found = []
    for document in documents:
        about = edition or edition_of(document, books.cuts) or ""
        if about not in examiners:
            examiners[about] = Examiner(with_cut(project, about), books.of(about))
        found.append(examiners[about].examine(document))
        progress.advance()
    return project, tuple(found)


def _measured(project: Project, wave: str, progress: Progress, *, then_drawing: bool) -> Books:
    """Read the kept facts, or have them measured while this process loads what draws them."""
    store, key = Store(project.root / KEPT), _facts_key(project, wave)
    kept = store.get("facts", key)
    if kept is not None:
        return from_text(kept.decode())
    progress.step("Antwoorden lezen en wegen")
    from reportgen.survey.process import start

    measuring: Measuring = start(project.root, wave)
    try:
        if then_drawing:
            import reportgen.report.charts
            import reportgen.report.compose  # noqa: F401
        books = measuring.result()
    finally:
        measuring.stop()
    # A reader may hold every edition.
    refuse_leaks(books.together, with_all_cuts(project).codebook)
    store.put("facts", key, to_text(books).encode())
    return books


def _collected(outcomes: Outcomes, store: Store) -> dict[str, Made | Failed]:
    """Wait for all editions, and keep once what they print alike."""
    from reportgen.edition import Made

    sharing = Sharing()
    with store.tidied():
        return {
            edition: replace(one, printed=sharing.share(one.printed)) if isinstance(one, Made) else one
            for edition, one in outcomes
        }


def chosen_wave(project: Project, wave: str | None) -> str:
    """Name the wave that was asked for, or the newest; raises UserError when there is none, or none to publish."""
    waves = project.monitor.waves
    if wave is None:
        return max(waves, key=lambda name: waves[name].published)
    if wave not in waves:
        raise UserError(Problem(f"Editie “{wave}” bestaat niet.", nearest(wave, waves)))
    if waves[wave].is_cited:
        what = f"van editie “{wave}” zijn alleen gepubliceerde cijfers bekend, en geen antwoorden."
        raise UserError(Problem(what, "Kies een editie met een bestand van het veldwerkbureau.", Place("monitor.toml")))
    return wave


def _chosen_editions(project: Project, editions: Sequence[str]) -> tuple[str, ...]:
    known = project.monitor.editions
    if unknown := [name for name in editions if name not in known]:
        raise UserError(Problem(f"Uitgave “{name}” bestaat niet.", nearest(name, known)) for name in unknown)
    return tuple(dict.fromkeys(editions)) or tuple(known)


def _require_sound(project: Project, edition: str) -> None:
    _chosen_editions(project, [edition])
    if edition in project.faults:
        raise UserError(project.faults[edition])


def _inputs(project: Project, editions: Sequence[str]) -> dict[str, str]:
    """Hash every file that the publications are made from."""
    root = project.root
    used = (project.monitor.editions.listed[0], *(project.monitor.editions[edition] for edition in editions))
    brands = dict.fromkeys(f"{BRANDS}/{edition.brand}" for edition in used)
    files = [file for folder in brands for file in (root / folder).rglob("*") if file.is_file()]
    data = [wave.file for wave in project.monitor.waves.values()]
    own = [*project.sources, *data, *(file.relative_to(root).as_posix() for file in files)]
    digests = read_digests(root, own) | digests_of(files_of(root, PAGES) | files_of(root, FONTS))
    return dict(sorted(digests.items()))


def _key(project: Project, edition: str, inputs: Mapping[str, str], asked: tuple[object, ...]) -> str:
    """Hash what one edition is made from: not the texts and the brands of other partners."""
    editions = project.monitor.editions
    used = {editions[edition].brand, editions.listed[0].brand}
    others = [f"{EDITION_TEXTS}/{slug}/" for slug in editions if slug != edition]
    others += [f"{BRANDS}/{one.brand}/" for one in editions.values() if one.brand not in used]
    own = {name: digest for name, digest in inputs.items() if not name.startswith(tuple(others))}
    return digest(own, code_digest(), edition, *asked, versions(MADE_BY))


def _facts_key(project: Project, wave: str) -> str:
    """Hash what the facts of a wave are computed from: files, our own method, and the libraries that read them."""
    # What texts, charts and rectifications say bears on no figure.
    said = ("templates/", f"{RECTIFICATIONS}/")
    files = [path for path in project.sources if path.endswith(".toml") and not path.startswith(said)]
    data = [one.file for one in project.monitor.waves.values()]
    code = [code_digest(part) for part in ("survey", "audit", "project", "facts.py", "books.py", "rounding.py")]
    return digest(wave, read_digests(project.root, [*files, *data]), code, versions(MEASURED_BY))


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
