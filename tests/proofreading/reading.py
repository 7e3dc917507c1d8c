"""Sentences as the proofreader gets them, and what it says of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from reportgen.proofreading.passages import Kind, Passage
from reportgen.proofreading.proofreader import remarks_on
from reportgen.proofreading.remarks import Remark
from reportgen.proofreading.sentences import Sentence, sentences_of
from reportgen.proofreading.sources import Sources
from reportgen.proofreading.spelling import Dictionary

ROOT = Path(__file__).parent.parent.parent
TEXT = "templates/report/tekst.md"


@cache
def dictionary(*known: str) -> Dictionary:
    return Dictionary(ROOT / "assets/dictionary", "nl", known)


def sentences(*passages: str, kind: Kind = "prose") -> tuple[Sentence, ...]:
    """Each passage a line of one chapter."""
    sources = Sources({TEXT: "\n".join(passages)})
    return sentences_of([Passage(text, kind, 0) for text in passages], sources, (TEXT,), {})


def proof(*passages: str, known: Sequence[str] = (), kind: Kind = "prose") -> list[Remark]:
    """All remarks on these passages."""
    words = dictionary(*known)
    read = sentences(*passages, kind=kind)
    return list(remarks_on(read, words, known))
