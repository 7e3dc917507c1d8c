"""The press kit: what of an edition a journalist needs on one page, and what each of its files is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reportgen.report.model import (
    Block,
    Figure,
    Finding,
    Inline,
    KeyFigures,
    Paragraph,
    Publication,
    Quote,
    Report,
    Run,
    is_reference,
    plain,
)
from reportgen.report.social import told_by
from reportgen.report.taking import cited
from reportgen.rounding import half_up

PAGE, ARCHIVE = "index.html", "kit.zip"
"""The page of the kit, and everything in one file."""
README, CHECKSUMS = "LEESMIJ.txt", "SHA256SUMS"
"""What the latter has besides."""

_DOCUMENTS = (
    ("Persbericht", "persbericht.docx", "Word", "om over te nemen en te bewerken; elk cijfer weet welk feit het is"),
    ("Persbericht", "persbericht.pdf", "PDF", "opgemaakt, om te lezen en te printen"),
    ("Persbericht", "persbericht.html", "webpagina", "voor op een scherm; elk cijfer zegt waar het vandaan komt"),
    ("Rectificatie", "rectificatie.pdf", "PDF", "wat er sinds de eerste versie is hersteld"),
    ("Rectificatie", "rectificatie.html", "webpagina", "hetzelfde, om te lezen op een scherm"),
    ("Rapport", "rapport.pdf", "PDF", "het hele onderzoek, opgemaakt om te lezen en te printen"),
    ("Rapport", "rapport.html", "webpagina", "hetzelfde, met bij elke figuur de cijfers en de bestanden"),
    ("Tabellen", "tabellen.xlsx", "Excel", "alle cijfers van alle tabellen en figuren, om mee te rekenen"),
    ("Presentatie", "presentatie.pptx", "PowerPoint", "alle figuren als grafiek die te bewerken is, met notities"),
)  # fmt: skip
"""What the documents are called, in the order in which a journalist would want them: title, file, form, purpose."""
_OF_FIGURE = (
    ("figuren/{}.png", "PNG"),
    ("figuren/{}.svg", "SVG"),
    ("figuren/drukwerk/{}.svg", "SVG voor drukwerk"),
    ("figuren/{}.csv", "CSV"),
)
FORMS_OF_FIGURE = (
    ("PNG", "plaatje, voor een website, Word of PowerPoint"),
    ("SVG", "tekening die scherp blijft op elke grootte, met doorzoekbare tekst"),
    ("SVG voor drukwerk", "dezelfde tekening, met letters als lijnen: een drukker heeft het lettertype niet nodig"),
    ("CSV", "de cijfers, niet afgerond, voor Excel"),
)
"""What each file of a figure is for."""
_CARD = re.compile(r"-(\d+)x(\d+)\.png$")
_BEFORE, _BEHIND = re.compile(r"\s*\($"), re.compile(r"^\)")
_MEGABYTE, _KILOBYTE = 1_000_000, 1_000


@dataclass(frozen=True, slots=True)
class Download:
    """A file of the edition: its title, its path there, its form, what it is for, how large it is, and under what name
    it is best kept.
    """

    title: str
    path: str
    form: str
    told: str
    size: str
    kept_as: str


@dataclass(frozen=True, slots=True)
class Image:
    """An image: what it says below it and to whoever can't see it, whose it is, its measures in pixels, its files.

    `post` is the message that may go with it.
    """

    name: str
    caption: Inline
    told: Inline
    credits: tuple[Inline, ...]
    path: str
    width: int
    height: int
    files: tuple[Download, ...]
    post: Inline = ()


@dataclass(frozen=True, slots=True)
class PressKit:
    """All that stands on the page. `archive` is everything in one file, which a page within that file goes without."""

    publication: Publication
    headline: Inline
    lead: Inline
    key_figures: KeyFigures | None
    quotes: tuple[Block, ...]
    documents: tuple[Download, ...]
    figures: tuple[Image, ...]
    cards: tuple[Image, ...]
    use: tuple[Inline, ...]
    archive: Download | None = None


Measures = Mapping[str, tuple[int, int]]
"""How wide and how high pictures are, by their path."""


def press_kit_of(report: Report, sizes: Mapping[str, int], measures: Measures) -> PressKit:
    """Gather the press kit of an edition; `sizes` are those of its files in bytes, by their path."""
    blocks = [block for chapter in report.report.chapters for block in chapter.blocks]
    release = [block for chapter in report.press_release.chapters for block in chapter.blocks]
    figures = [block for block in blocks if isinstance(block, Figure)]
    return PressKit(
        publication=Publication("press-kit", _title(report), (Run(report.subtitle, origin="label"),), ()),
        headline=report.press_release.title,
        lead=next((alone(block.inline) for block in release if isinstance(block, Paragraph)), ()),
        key_figures=next((block for block in blocks if isinstance(block, KeyFigures)), None),
        quotes=tuple(_quotes(release)),
        documents=tuple(_document(one, sizes[one[1]]) for one in _DOCUMENTS if one[1] in sizes),
        figures=tuple(image for figure in figures if (image := _of_figure(figure, report, sizes, measures))),
        cards=tuple(image for one in report.findings if (image := _of_finding(one, report, sizes, measures))),
        use=tuple(_use(report)),
    )


def with_archive(kit: PressKit, size: int) -> PressKit:
    """The same kit, beside everything in one file of `size` bytes."""
    told = "alles van deze pagina, met een lijst van wat er in zit"
    return replace(kit, archive=Download("Alles in één bestand", ARCHIVE, "ZIP", told, in_words(size), ARCHIVE))


def alone(line: Inline) -> Inline:
    """A line without its references in brackets: what they refer to has no number here."""
    runs = list(line)
    for place, run in enumerate(line):
        before, behind = (runs[at].text if 0 <= at < len(runs) else "" for at in (place - 1, place + 1))
        if is_reference(run) and _BEFORE.search(before) and _BEHIND.search(behind):
            runs[place - 1] = replace(runs[place - 1], text=_BEFORE.sub("", before))
            runs[place] = Run("")
            runs[place + 1] = replace(runs[place + 1], text=_BEHIND.sub("", behind))
    return tuple(replace(run, link=None) if is_reference(run) else run for run in runs if run.text)


def in_words(size: int) -> str:
    """Write the size of a file: "24 kB", "1,7 MB"."""
    if size < _MEGABYTE:
        return f"{max(half_up(size / _KILOBYTE), 1)} kB"
    return f"{half_up(size / _MEGABYTE, 1)} MB".replace(".", ",")


def readme(report: Report, names: Collection[str]) -> str:
    """Write what stands beside the files in the archive: what is what, what may be done with it, and whom to ask."""
    width = max(len(name) for name in (*names, "figuren/drukwerk/*.svg"))
    listed = [(file, f"{title}: {told}") for title, file, _, told in _DOCUMENTS if file in names]
    listed.insert(0, (PAGE, "dit alles op één pagina: begin hier"))
    if any(name.startswith("figuren/") for name in names):
        paths = (pattern.format("*") for pattern, _ in _OF_FIGURE)
        listed += [(path, f"elke figuur: {told}") for path, (_, told) in zip(paths, FORMS_OF_FIGURE, strict=True)]
    if any(name.startswith("social/") for name in names):
        listed.append(("social/*.png", "voor sociale media, elk één uitkomst, vierkant en liggend"))
        listed.append(("social/*.txt", "het bericht en de alternatieve tekst erbij"))
    listed.append((CHECKSUMS, "of elk bestand heel is aangekomen: sha256sum -c SHA256SUMS"))
    parts = (
        (plain(_title(report)), report.subtitle, report.edition_label, report.dated),
        tuple(filter(None, (report.release, report.recipient))),
        (report.simulation_notice,),
        tuple(f"{path:<{width}}  {told}" for path, told in listed),
        tuple(plain(line) for line in (*_use(report), _contact(report))),
    )
    return "\n\n".join("\n".join(part) for part in parts if any(part)) + "\n"


def _title(report: Report) -> Inline:
    return Run("Persmap "), Run(report.monitor, origin="label"), Run(f" {report.wave}", origin="wave")


def _quotes(blocks: Sequence[Block]) -> Iterator[Block]:
    """The quotes of a press release, each with the line below it that says whose it is."""
    for place, block in enumerate(blocks):
        if isinstance(block, Quote):
            yield block
            below = blocks[place + 1] if place + 1 < len(blocks) else None
            if not block.placeholder and isinstance(below, Paragraph) and below.kind == "note":
                yield below


def _document(about: tuple[str, str, str, str], size: int) -> Download:
    title, path, form, told = about
    return Download(title, path, form, told, in_words(size), path)


def _of_figure(figure: Figure, report: Report, sizes: Mapping[str, int], measures: Measures) -> Image | None:
    files = []
    for pattern, form in _OF_FIGURE:
        path = pattern.format(figure.name)
        # Two files of one name in different folders would be kept in one.
        kept_as = path.replace(f"drukwerk/{figure.name}", f"{figure.name}-drukwerk").rpartition("/")[2]
        if path in sizes:
            files.append(Download(form, path, form, "", in_words(sizes[path]), kept_as))
    path = _OF_FIGURE[0][0].format(figure.name)
    if path not in measures:
        return None
    return Image(
        figure.name, figure.title, figure.told, _credits(report, figure.notes), path, *measures[path], tuple(files)
    )


def _of_finding(finding: Finding, report: Report, sizes: Mapping[str, int], measures: Measures) -> Image | None:
    files, shown = [], ""
    for path in sorted(sizes):
        size = _CARD.search(path)
        if size and path == f"social/{finding.name}{size[0]}":
            shape = "vierkant" if size[1] == size[2] else "liggend"
            shown = path if shape == "vierkant" else shown or path
            name = path.rpartition("/")[2]
            files.append(Download(f"PNG, {shape}", path, "PNG", "", in_words(sizes[path]), name))
    text = f"social/{finding.name}.txt"
    if text in sizes:
        files.append(Download("Tekst", text, "TXT", "", in_words(sizes[text]), f"{finding.name}.txt"))
    if not shown:
        return None
    caption = (*finding.number, Run(" "), *finding.sentence)
    return Image(
        finding.name,
        caption,
        told_by(finding, report),
        _credits(report, ()),
        shown,
        *measures[shown],
        tuple(files),
        finding.post,
    )


def _credits(report: Report, notes: Sequence[Inline]) -> tuple[Inline, ...]:
    """Whose an image is: the last of the lines under it, before its embargo."""
    lines = [note for note in notes if plain(note) != report.embargo][-1:]
    return tuple((*lines, (Run(report.embargo, origin="date"),)) if report.embargo else lines)


def _use(report: Report) -> Iterator[Inline]:
    yield Run("Citeren als.", strong=True), Run(" "), *cited(report)
    if report.licence:
        yield Run("Licentie.", strong=True), Run(" "), Run(f"{report.licence}.", origin="label")
    said = (
        " Noem bij een uitkomst ook het jaar en om wie het gaat; een verschil dat niet significant is, is geen "
        "stijging of daling."
    )
    yield Run("Cijfers.", strong=True), Run(said)


def _contact(report: Report) -> Inline:
    return (Run("Contact.", strong=True), Run(" "), *report.contact)
