"""What has to hold of the editions: their names, what they refer to, and their texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from reportgen.errors import nearest
from reportgen.project.editions import Cut, Edition, Editions
from reportgen.project.names import (
    EARLIER,
    EDITION_TEXTS,
    MONITOR,
    Known,
    bad_folder,
    chapter_name,
    unknown,
    unknown_answers,
    unknown_in,
    unknown_question,
)
from reportgen.project.places import Keys, Mistake


def edition_mistakes(editions: Editions, known: Known) -> Iterator[Mistake]:
    """Find all mistakes in the editions as they are listed."""
    if not editions.listed:
        yield Mistake(MONITOR, ("editions",), "“editions” is leeg.", "Voeg er een toe, onder een kop [[editions]].")
    passed = dict[str, str]()
    slugs = Counter(edition.slug.casefold() for edition in editions.listed)
    for i, edition in enumerate(editions.listed):
        at = ("editions", i)
        unfit = list(_slug((*at, "slug"), edition.slug, passed))
        yield from unfit
        passed.setdefault(edition.slug.casefold(), edition.slug)
        yield from _brand((*at, "brand"), edition.brand, known)
        if not unfit and slugs[edition.slug.casefold()] == 1:  # else nobody knows yet which folder its texts lie in
            yield from _texts(at, edition, known)
        chapters = [chapter_name(file) for file in known.chapters]
        yield from unknown_in(MONITOR, (*at, "without"), "het hoofdstuk", edition.without, chapters)
        if edition.cut is not None:
            yield from _cut((*at, "cut"), edition.cut, known)
            if edition.cut.where and edition.slug in (known.breakdowns or {}):
                what = f"“{edition.slug}” heet al een uitsplitsing, en zo zou de uitsnede van deze uitgave ook heten."
                yield Mistake(MONITOR, (*at, "slug"), what, "Geef de uitgave een andere naam (slug).")


def _slug(keys: Keys, slug: str, passed: dict[str, str]) -> Iterator[Mistake]:
    yield from bad_folder(MONITOR, keys, slug)
    if slug == EARLIER:
        what = f"“{EARLIER}” heet de map waarin bewaard wordt wat eerder gepubliceerd is."
        yield Mistake(MONITOR, keys, what, "Geef deze uitgave een andere naam.")
    other = passed.get(slug.casefold())
    if other is not None:
        what = f"twee uitgaven zouden in dezelfde map komen: “{other}” en “{slug}”."
        yield Mistake(MONITOR, keys, what, "Geef een van beide een andere naam (slug).")


def _brand(keys: Keys, brand: str, known: Known) -> Iterator[Mistake]:
    if brand not in known.brands:
        file = f"assets/brands/{brand}/brand.toml"
        remedy = f"{nearest(brand, known.brands)} Of maak {file}." if known.brands else f"Maak {file}."
        yield Mistake(MONITOR, keys, f"de huisstijl “{brand}” bestaat niet.", remedy)


def _texts(at: Keys, edition: Edition, known: Known) -> Iterator[Mistake]:
    folder = f"{EDITION_TEXTS}/{edition.slug}"
    there = [PurePosixPath(file).name for file in known.edition_texts if str(PurePosixPath(file).parent) == folder]
    named = [((*at, key), getattr(edition, key)) for key in ("foreword", "closing") if getattr(edition, key)]
    named += [((*at, "extra", i), file) for i, file in enumerate(edition.extra)]
    passed = set[str]()
    for keys, file in named:
        if file not in there:
            what = f"de tekst “{file}” ligt niet in {folder}."
            remedy = nearest(file, there) if there else f"Zet een tekst in die map, zoals {folder}/voorwoord.md."
            yield Mistake(MONITOR, keys, what, remedy)
        elif file in passed:
            yield Mistake(MONITOR, keys, f"de tekst “{file}” wordt al gebruikt.", "Noem een andere tekst.")
        passed.add(file)
    for i, file in enumerate(edition.extra):
        if chapter_name(file) == PurePosixPath(file).stem:
            what = f"aan “{file}” is niet te zien waar dit hoofdstuk komt."
            remedy = f"Begin de naam met een nummer, zoals 09-{file}: het staat dan tussen 08 en 10."
            yield Mistake(MONITOR, (*at, "extra", i), what, remedy)


def _cut(keys: Keys, cut: Cut, known: Known) -> Iterator[Mistake]:
    if bool(cut.breakdown) == bool(cut.where):
        what = "een uitsnede heeft óf “breakdown” óf “where” nodig."
        remedy = 'Schrijf: breakdown = "…", of where = { vraag = [1] } met een label.'
        yield Mistake(MONITOR, keys, what, remedy)
    if cut.breakdown:
        yield from unknown(MONITOR, (*keys, "breakdown"), "de uitsplitsing", cut.breakdown, known.breakdowns)
    if cut.where and not cut.label:
        what = "er staat niet hoe deze mensen heten."
        yield Mistake(MONITOR, (*keys, "where"), what, 'Voeg een regel toe: label = "mensen die …".')
    for name, codes in cut.where.items():
        here = (*keys, "where", name)
        yield from unknown_question(MONITOR, here, name, known)
        question = known.question(name)
        is_number = question is not None and question.type == "number"
        different = tuple(dict.fromkeys(codes))  # the two limits of a number may be one and the same
        yield from unknown_answers(MONITOR, here, different if is_number else codes, name, question)
        if codes and is_number and not _are_limits(codes):
            what = f"bij “{name}” horen twee grenzen: de laagste en de hoogste waarde."
            yield Mistake(MONITOR, here, what, f"Schrijf bijvoorbeeld: {name} = [18, 30].")
        if not codes:
            yield Mistake(MONITOR, here, f"hier staat geen antwoord op “{name}”.", "Noem minstens één antwoord.")


def _are_limits(codes: Sequence[int]) -> bool:
    low, *others = codes
    return len(others) == 1 and low <= others[0]
