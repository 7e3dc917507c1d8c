"""What is looked at without making anything: whether a project can be built, and whether documents say what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.copies import Copy
from reportgen.errors import UserError
from reportgen.facts import FactBook
from reportgen.measured import chosen_wave, measured, read_or_measure_all, require_sound
from reportgen.progress import Progress
from reportgen.project.cutting import with_all_cuts, with_cut
from reportgen.project.reading import read_sound
from reportgen.project.schema import Project
from reportgen.releasing import passed
from reportgen.standing import of_editions

if TYPE_CHECKING:
    from reportgen.proofreading.proofreader import Proof
    from reportgen.verify.examination import Examination


@dataclass(frozen=True, slots=True)
class Checked:
    """A project without problems, with its facts, what is worth a remark, and what an editor has to say."""

    project: Project
    book: FactBook
    remarks: tuple[str, ...]
    proof: Proof | None = None


def check(root: Path, progress: Progress, now: datetime | None = None) -> Checked:
    """Find the same problems as a build does, without making anything; `now` tells which embargo is over."""
    progress.step("Project lezen")
    project = read_sound(root)
    wave = chosen_wave(project, None)
    books = measured(project, wave, progress, then_drawing=False)
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
        require_sound(project, edition)
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
