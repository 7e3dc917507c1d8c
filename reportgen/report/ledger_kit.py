"""The ledger of the page of a press kit: every number on it, in order, with its fact or its origin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportgen.brand import Brand
from reportgen.ledger import Entry
from reportgen.report.ledger import FRONT, Printed, ending, entries, logos, of_block
from reportgen.report.model import Inline, Report, Run
from reportgen.report.press_kit import FORMS_OF_FIGURE, Download, Image, PressKit


def of_press_kit(report: Report, kit: PressKit, file: str, brand: Brand) -> tuple[Entry, ...]:
    """The ledger of the page; raises UndeclaredNumberError."""
    printed = [
        *_front(report, kit, brand), *_news(report, kit), *_files(kit), *_images(kit.figures, "figuur"),
        *_images(kit.cards, "kaart"), *_about(report, kit), *ending(report, brand),
    ]  # fmt: skip
    return tuple(entries(file, report, printed))


def _front(report: Report, kit: PressKit, brand: Brand) -> Iterator[Printed]:
    yield from _within(FRONT, kit.publication.title)
    yield from _within(FRONT, report.stamp)
    yield from logos(brand, flag=True)
    yield from _within(FRONT, kit.publication.title)
    yield from _within(FRONT, kit.publication.subtitle)
    yield FRONT, _label(report.publisher)
    yield FRONT, Run(report.dated, origin="date")
    yield FRONT, _label(report.edition_label if report.partner else "")
    yield FRONT, _label(report.simulation_notice)


def _news(report: Report, kit: PressKit) -> Iterator[Printed]:
    yield from _within("nieuws", kit.headline)
    yield "nieuws", Run(report.release, origin="date")
    yield "nieuws", _label(report.recipient)
    yield from _within("nieuws", kit.lead)
    if kit.key_figures is not None:
        yield from of_block(kit.key_figures, "kerncijfers")
    for quote in kit.quotes:
        yield from of_block(quote, "citaat")


def _files(kit: PressKit) -> Iterator[Printed]:
    for one in (kit.archive, *kit.documents) if kit.archive else kit.documents:
        yield from (("bestanden", _label(text)) for text in (one.title, one.form, one.size, one.told))
    if kit.figures:
        yield from (("figuren", _label(text)) for form in FORMS_OF_FIGURE for text in form)


def _images(images: Iterable[Image], kind: str) -> Iterator[Printed]:
    for image in images:
        element = f"{kind}-{image.name}"
        yield from _within(element, image.told)
        yield from _within(element, image.caption)
        for line in image.credits:
            yield from _within(element, line)
        yield from (pair for one in image.files for pair in _file(one, element))
        yield from _within(element, image.post)
        yield from _within(element, image.told)


def _file(one: Download, element: str) -> Iterator[Printed]:
    yield from ((element, _label(text)) for text in (one.form if not one.title else one.title, one.size))


def _about(report: Report, kit: PressKit) -> Iterator[Printed]:
    for element, lines in (("onderzoek", report.method), ("gebruik", kit.use), ("contact", (report.contact,))):
        for line in lines:
            yield from _within(element, line)


def _label(text: str) -> Run:
    return Run(text, origin="label")


def _within(element: str, inline: Inline) -> Iterator[Printed]:
    return ((element, run) for run in inline)
