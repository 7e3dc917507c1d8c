"""What a text prints with given facts, and why it is refused."""

from __future__ import annotations

from reportgen.project.schema import Text
from reportgen.report.about import About
from reportgen.report.claims.functions import claiming
from reportgen.report.model import plain
from reportgen.report.texts import Problems, functions_of, render_text
from reportgen.report.tokens import Tokens
from reportgen.report.wording import Wording
from tests.report.examples import BookMaker, small_project


def said(source: str, maker: BookMaker) -> str:
    """What a text prints with these facts."""
    runs, problems = spoken(source, maker)
    assert not problems.found
    return plain(runs)


def spoken(source: str, maker: BookMaker):
    tokens, problems = Tokens(), Problems()
    words = (maker.book(), small_project(), tokens, problems)
    text = render_text(
        Text("tekst.md", source), functions_of(Wording(*words), About(*words), *claiming(*words)), problems
    )
    return tokens.inline(text), problems


def refused(source: str, maker: BookMaker) -> str:
    return "\n".join(str(problem) for problem in spoken(source, maker)[1].found)
