"""All functions of a text that claim something."""

from __future__ import annotations

from reportgen.facts import FactBook
from reportgen.project.schema import Project
from reportgen.report.claims.changes import ChangeClaims
from reportgen.report.claims.levels import LevelClaims
from reportgen.report.claims.maker import ClaimMaker
from reportgen.report.claims.ranks import RankClaims
from reportgen.report.claims.sentences import Sentences
from reportgen.report.problems import Problems
from reportgen.report.tokens import Tokens

CLAIMING = (ChangeClaims, LevelClaims, RankClaims, Sentences)


def claiming(book: FactBook, project: Project, tokens: Tokens, problems: Problems) -> tuple[object, ...]:
    """Make the objects whose public methods are the functions that claim."""
    maker = ClaimMaker(book, project, tokens, problems)
    return tuple(kind(maker) for kind in CLAIMING)
