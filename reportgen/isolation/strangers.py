"""What tells one partner's edition from all others, and the search for it where it doesn't belong."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from PIL import Image

from reportgen.brand import Brand
from reportgen.brand.plates import on_plate
from reportgen.errors import Place, Problem, UserError
from reportgen.isolation.layers import Layer, Size, layers_of, print_of, squeezed
from reportgen.project.editions import Edition
from reportgen.project.own import of_edition
from reportgen.project.schema import Project

LONG = 10
"""From how many letters on a mark is told without the spaces around it."""
CHANCE = 40
"""Up to how many letters a sentence is nobody's own when two editions have it."""
_LONGEST = 60
_SENTENCE = re.compile(r"[.!?\n]+")
_LINK = re.compile(r"\[([^\]]*)\]\(<?([^)>\s]+)[^)]*\)")
_DRAWN = re.compile(r"\bd=[\"']([^\"']+)")


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of text that belongs to one edition; or the `print` of a picture of a `size`, which `text` names."""

    text: str
    edition: str
    print: str = ""
    size: Size = (0, 0)


def marks_of(project: Project, edition: Edition, brand: Brand | None = None) -> tuple[Mark, ...]:
    """What an edition has that no other may: its partner, its own texts, its quote, its contact and its logo."""
    texts = _names_of(edition)
    if edition.quote is not None and edition.quote != "open":
        texts.append(edition.quote.text)
    texts += _drawn(brand) if brand and edition.partner else []
    cut = [text.strip()[:_LONGEST] for text in texts if len(text.strip()) > 1]
    marks = [Mark(text, edition.slug) for text in dict.fromkeys([*cut, *_written(project, edition.slug)])]
    return (*marks, *_pictured(brand, edition))


def _written(project: Project, slug: str) -> list[str]:
    """The sentences of an edition's own texts, without the signs of their layout, and the addresses in them."""
    found = []
    for text in of_edition(project, slug).edition_texts:
        found += [sentence.strip("#*-> ") for sentence in _SENTENCE.split(_LINK.sub(r"\1", text.source))]
        found += [address for _, address in _LINK.findall(text.source)]
    return [one[:_LONGEST] for one in found if len(squeezed(one)) > LONG]


def _pictured(brand: Brand | None, edition: Edition) -> Iterator[Mark]:
    """A logo of pixels: nothing in it can be read, but no other one has just these."""
    partner = brand.partner if brand else None
    if partner is None or not partner.mark.png:
        return
    for png in dict.fromkeys((partner.mark.png, on_plate(partner.mark, partner.house.paper).png)):
        with Image.open(io.BytesIO(png)) as logo:
            yield Mark(f"het logo van {partner.name}", edition.slug, print_of(logo), logo.size)


def _names_of(edition: Edition) -> list[str]:
    contact, quote = edition.contact, edition.quote
    names = [edition.partner, edition.label] if edition.partner else []
    names += [contact.name, contact.email] if contact else []
    names += [quote.name] if quote is not None and quote != "open" else []
    return [*names, edition.cut.label] if edition.cut else names


def _drawn(brand: Brand) -> list[str]:
    """What a logo is called, and the longest line in it: no other one is drawn so."""
    if brand.partner is None:
        return [brand.name, *_longest_line(brand.logo)]
    return [brand.partner.name, brand.partner.short, *_longest_line(brand.partner.mark.svg)]


def _longest_line(drawing: str) -> list[str]:
    return sorted(_DRAWN.findall(drawing), key=len)[-1:]


def strangers_to(edition: str, project: Project, brands: Mapping[str, Brand], recipient: str = "") -> tuple[Mark, ...]:
    """The marks of all other editions, but for what all may know of: it stands in the texts that all have.

    `brands` are those of the editions, by the edition's name; `recipient` is the reader that this copy names.
    """
    editions = project.monitor.editions
    known = [*_words_of_all(project), *_names_of(editions[edition]), recipient]
    known += _drawn(brands[edition]) if edition in brands else []
    allowed = Layer("", "\n".join(known))
    own = {mark.print for mark in _pictured(brands.get(edition), editions[edition])}
    both = {squeezed(one) for one in _written(project, edition) if _may_be_chance(one)}
    return tuple(
        mark
        for slug, other in editions.items()
        if slug != edition
        for mark in marks_of(project, other, brands.get(slug))
        if not (mark.print in own if mark.print else _is_known(mark.text, both, allowed))
    )


def _may_be_chance(words: str) -> bool:
    """Whether two partners may have come upon these words apart: a heading, a word of thanks, an address."""
    return len(squeezed(words)) <= CHANCE or " " not in words


def _is_known(words: str, both: Collection[bytes], allowed: Layer) -> bool:
    return squeezed(words) in both or _stands_in(words, squeezed(words), allowed)


def _words_of_all(project: Project) -> Iterator[str]:
    for part in fields(project.monitor):
        if part.name != "editions":
            yield from _words_in(getattr(project.monitor, part.name))
    yield from _words_in(project.codebook)
    yield from _words_in(project.population)
    yield from _words_in(project.figures)
    yield from (text.source for text in (*project.report, *project.press_release, *project.social))


def _words_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _words_in(key)
            yield from _words_in(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from _words_in(item)
    elif is_dataclass(value):
        for part in fields(value):
            yield from _words_in(getattr(value, part.name))


def refuse_strangers(files: Mapping[str, bytes], strangers: Iterable[Mark]) -> None:
    """Raise UserError when anything in finished files, by their path, belongs to another edition."""
    marks = [(mark, squeezed(mark.text)) for mark in strangers]
    found: dict[tuple[str, str], Problem] = {}
    for name, content in files.items() if marks else ():
        for layer in layers_of(content):
            for mark, letters in marks:
                if (name, mark.edition) not in found and _is_in(mark, letters, layer):
                    found[name, mark.edition] = _problem(name, layer.name, mark)
    if found:
        raise UserError(found.values())


def _is_in(mark: Mark, letters: bytes, layer: Layer) -> bool:
    return mark.print in layer.prints(mark.size) if mark.print else _stands_in(mark.text, letters, layer)


def _stands_in(text: str, letters: bytes, layer: Layer) -> bool:
    if len(letters) >= LONG:
        return letters in layer.squeezed
    return text in layer.text and re.search(rf"(?<!\w){re.escape(text)}(?!\w)", layer.text) is not None


def _problem(name: str, where: str, mark: Mark) -> Problem:
    what = f"hier staat iets van uitgave “{mark.edition}”: “{mark.text}”."
    remedy = (
        "Haal het uit de eigen teksten van deze uitgave; wat in alle uitgaven mag staan, hoort in de gedeelde teksten."
    )
    return Problem(what, remedy, Place(name, detail=where))
