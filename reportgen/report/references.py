"""What a publication refers to has to be in it, and every figure in it is referred to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reportgen.errors import Place, Problem, nearest
from reportgen.project.schema import Text
from reportgen.report import dutch
from reportgen.report.markdown import line_with
from reportgen.report.model import Chapter, Figure, Heading
from reportgen.report.placing import Placed
from reportgen.report.table_numbers import tables_of

_INTERNAL = re.compile(r"\]\(#([^)\s]*)")
_WITHOUT = "Deze uitgave laat “{}” weg"


def loose_ends(placed: Placed, left_out: Mapping[str, Text]) -> list[Problem]:
    """Find the figures that are placed and not referred to, or the other way around.

    `left_out` are the chapters that the edition goes without, by their name.
    """
    remedy = "Noem haar in de tekst met ref(…), zodat de lezer weet waarom zij er staat."
    return [
        *(
            Problem(f"figuur “{name}” wordt nergens in de tekst genoemd.", remedy, place)
            for name, place in placed.figures.items()
            if name not in placed.referred
        ),
        *(
            Problem(f"figuur “{name}” wordt genoemd maar staat er niet.", _placed_with(name, left_out, "figure"), place)
            for name, place in placed.referred.items()
            if name not in placed.figures
        ),
    ]


def tables_out_of_place(
    placed: Placed, chapters: Sequence[Chapter], figures: Iterable[str], left_out: Mapping[str, Text]
) -> Iterator[Problem]:
    """Find the tables of an author's own that no text refers to, and the references to a table that isn't there."""
    names = [table.name for table in tables_of(chapters)]
    for name, place in placed.tables.items():
        if name not in placed.referred_tables:
            what = f"tabel “{name}” wordt nergens in de tekst genoemd."
            yield Problem(what, "Noem haar in de tekst met ref(…), zodat de lezer weet waarom zij er staat.", place)
    for name, place in placed.referred_tables.items():
        if name not in names:
            remedy = nearest(name, [*figures, *names], otherwise=_placed_with(name, left_out, "crosstab"))
            yield Problem(f"tabel “{name}” wordt genoemd maar staat er niet.", remedy, place)


def _placed_with(block: str, left_out: Mapping[str, Text], function: str) -> str:
    before = r"[^}]*\bname\s*=" if function == "crosstab" else ""
    places = re.compile(rf"{function}\({before}\s*[\"']{re.escape(block)}[\"']")
    for name, text in left_out.items():
        if places.search(text.source):
            return f'{_WITHOUT.format(name)}; zet wat ernaar verwijst achter {{% if has_chapter("{name}") %}}.'
    return f"Plaats haar met {function}(…)."


def links_to_nowhere(chapters: Sequence[Chapter], texts: Sequence[Text], left_out: Mapping[str, Text]) -> list[Problem]:
    """Find the links within a publication that lead to no chapter, heading or figure of it."""
    otherwise = "Schrijf achter # een kopje in kleine letters met streepjes ertussen."
    if left_out:
        otherwise = (
            f"{_WITHOUT.format(dutch.enumeration(list(left_out)))}; verwijst de koppeling daarnaar, haal haar weg."
        )
    blocks = [block for chapter in chapters for block in chapter.blocks]
    anchors = {chapter.slug for chapter in chapters}
    anchors |= {block.anchor for block in blocks if isinstance(block, Heading)}
    anchors |= {f"figuur-{block.name}" for block in blocks if isinstance(block, Figure)}
    anchors |= {f"tabel-{table.name}" for table in tables_of(chapters)}
    return [
        Problem(
            f"de koppeling “#{target}” leidt nergens heen.",
            nearest(target, anchors, otherwise=otherwise),
            Place(text.path, line_with(text, f"](#{target})")),
        )
        for text in texts
        for target in dict.fromkeys(_INTERNAL.findall(text.source))
        if target not in anchors
    ]
