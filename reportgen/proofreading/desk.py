"""Where a proof is made: what is needed for it is read from the project, and the dictionary that comes along."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from reportgen.carried import DICTIONARY, carried_folder
from reportgen.errors import Place
from reportgen.project.own import of_edition
from reportgen.project.schema import Project
from reportgen.proofreading.known import WORDS, known_words
from reportgen.proofreading.proofreader import CODEBOOK, FIGURES, MONITOR, Proof, proofread
from reportgen.proofreading.remarks import Remark
from reportgen.proofreading.spelling import Dictionary
from reportgen.report.model import Report

LANGUAGE = "nl"
LOST = "\ufffd"
"""What stands in for a letter that isn't in UTF-8."""


def proof_of(project: Project, reports: Sequence[Report]) -> Proof:
    """Proofread the editions of a project; how easily they read is told of the first one."""
    files = {name: _read(project.root / name) for name in (CODEBOOK, FIGURES, MONITOR)}
    own_list = _read(project.root / WORDS)
    known = known_words(project, own_list)
    dictionary = Dictionary(carried_folder(DICTIONARY), LANGUAGE, known)
    proofs = [proofread(report, of_edition(project, report.edition), files, dictionary, known) for report in reports]
    remarks = [*_unreadable(own_list), *(remark for proof in proofs for remark in proof.remarks)]
    return Proof(proofs[0].readings, tuple(dict.fromkeys(remarks)))


def _unreadable(own_list: str) -> Iterator[Remark]:
    if (at := own_list.find(LOST)) >= 0:
        place = Place(WORDS, own_list.count("\n", 0, at) + 1)
        yield Remark("hier staat een letter die niet te lezen is.", "Sla het op met de codering UTF-8.", 5, place)


def _read(file: Path) -> str:
    """Read a file that may be missing, or not be in UTF-8: then only some of its words are lost."""
    return file.read_text("utf-8-sig", errors="replace") if file.is_file() else ""
