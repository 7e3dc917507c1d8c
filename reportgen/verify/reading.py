"""A file that is to be verified, read into passages by what its name and its first bytes say it is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from reportgen.errors import Place, Problem, UserError, gathering
from reportgen.verify.declaring import declared_in
from reportgen.verify.documents import Document, Passage

Reader = Callable[[bytes, str], tuple[Passage, ...]]

LARGEST = 200_000_000
_KINDS = "pdf, html, docx, xlsx, pptx, csv, md, txt of svg"


def read_documents(paths: Sequence[Path]) -> tuple[Document, ...]:
    """Read all files; raises UserError with everything that cannot be read."""
    problems: list[Problem] = []
    documents = []
    for path in paths:
        with gathering(problems):
            documents.append(read_document(path))
    if problems:
        raise UserError(problems)
    return tuple(documents)


def read_document(path: Path) -> Document:
    """Read one file; raises UserError when it is not there, damaged, or of another kind."""
    name = path.as_posix()
    content = _content(path, name)
    passages = _reader(path, content)(content, name)
    declared = declared_in(content, path.suffix.lower(), name)
    if not any(passage.text.strip() for passage in passages):
        what = "in dit bestand staat geen tekst."
        remedy = "Is het een scan of een afbeelding, geef dan het bestand waar die uit gemaakt is."
        raise UserError(Problem(what, remedy, Place(name)))
    return Document(name, passages, declared)


def edition_of(document: Document, cuts: Collection[str]) -> str | None:
    """Find the edition whose own cut a document names facts of; None where it names none."""
    named = {one.fact for one in document.declared} | {mark.fact for p in document.passages for mark in p.marks}
    return next((cut for cut in cuts if any(f"/{cut}=" in fact for fact in named if fact)), None)


def _content(path: Path, name: str) -> bytes:
    if path.is_dir():
        raise UserError(Problem("dit is een map.", "Noem de bestanden erin: reportgen verify map/*.pdf.", Place(name)))
    try:
        size = path.stat().st_size
        if size > LARGEST:
            what = f"dit bestand is te groot ({size // 1_000_000} MB)."
            raise UserError(Problem(what, "Deel het op, of verklein de afbeeldingen erin.", Place(name)))
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise UserError(Problem("dit bestand is er niet.", "Verbeter de naam of de map.", Place(name))) from None


def _reader(path: Path, content: bytes) -> Reader:
    suffix = path.suffix.lower()
    if content.startswith(b"%PDF") or suffix == ".pdf":
        from reportgen.verify.formats.pdf import read_pdf

        return read_pdf
    if suffix in {".docx", ".xlsx", ".pptx", ".csv"}:
        return _office_reader(suffix)
    if suffix in {".html", ".htm", ".xhtml"}:
        from reportgen.verify.formats.web import read_web

        return read_web
    if suffix == ".svg":
        from reportgen.verify.formats.drawing import read_drawing

        return read_drawing
    if suffix in {".md", ".markdown"}:
        from reportgen.verify.formats.markdown import read_markdown

        return read_markdown
    from reportgen.verify.formats.text import is_text, read_text

    if suffix == ".txt" and not is_text(content):
        what = "dit is geen gewone tekst, al eindigt de naam op .txt."
        raise UserError(Problem(what, "Geef het bestand zijn eigen naam terug, zoals .docx.", Place(path.as_posix())))
    if not is_text(content) or suffix in {".doc", ".odt", ".rtf", ".xls", ".ods", ".ppt", ".odp", ".zip"}:
        what = f"dit soort bestand ({suffix or 'zonder achtervoegsel'}) wordt niet gelezen."
        raise UserError(Problem(what, f"Bewaar het als {_KINDS}.", Place(path.as_posix())))
    return read_text


def _office_reader(suffix: str) -> Reader:
    if suffix == ".csv":
        from reportgen.verify.formats.listed import read_list

        return read_list
    if suffix == ".xlsx":
        from reportgen.verify.formats.spreadsheet import read_spreadsheet

        return read_spreadsheet
    if suffix == ".pptx":
        from reportgen.verify.formats.slides import read_slides

        return read_slides
    from reportgen.verify.formats.word import read_word

    return read_word
