"""Signs as they come from a keyboard, where print has signs of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.proofreading.remarks import Remark, shortened
from reportgen.proofreading.sentences import Sentence

_SIGNS = (
    (re.compile(r'"'), "een recht aanhalingsteken", "Zet “ voor en ” achter het citaat."),
    (re.compile(r"(?<!\w)'(?=\w+.*?\w'(?!\w))"), "een recht aanhalingsteken", "Zet ‘ voor en ’ achter het citaat."),
    (re.compile(r"(?<=\s)-(?=\s)"), "een koppelteken waar een streepje hoort", "Maak er – van, of een komma."),
    (re.compile(r"\.\.\."), "drie losse punten", "Zet er één teken voor in de plaats: …"),
    (re.compile(r"(?<=\S) {2,}(?=\S)"), "meer dan één spatie na elkaar", "Laat er één staan."),
)


def typography_remarks(sentences: Sequence[Sentence]) -> Iterator[Remark]:
    """Tell where a text has a sign of a typewriter, the first of each kind in a sentence."""
    for one in sentences:
        for sign, name, remedy in _SIGNS:
            if found := sign.search(one.text):
                yield Remark(f"{name} in {shortened(one.text, found[0])}.", remedy, 3, one.place)
