"""A comparison as a review sheet on one web page: calm, complete, and to be read without a mouse or colours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from html import escape
from pathlib import Path

from reportgen.comparing.claims import NarrowClaim
from reportgen.comparing.counting import counted, headline
from reportgen.comparing.difference import DecisionChange, Difference
from reportgen.comparing.figures import Change, FactChange, IndicatorChanges
from reportgen.comparing.grids import GridChange, QuestionChange
from reportgen.comparing.listing import where
from reportgen.comparing.naming import Naming, level, test
from reportgen.comparing.sentences import SentenceChange
from reportgen.errors import Problem

MOST_OPEN = 8
"""How many changes of one indicator are seen at once; the rest is folded."""


def render_page(difference: Difference, naming: Naming) -> str:
    """Make one page without scripts, that loads nothing and follows the light of the reader's screen."""
    monitor = difference.new.book.monitor
    title = f"Wat er verschilt – {escape(monitor)}"
    style = Path(__file__).with_name("sheet.css").read_text(encoding="utf-8")
    sections = [part for part in _sections(difference, naming) if part[2]]
    contents = "".join(f'<li><a href="#{id_}">{escape(name)}</a></li>' for id_, name, _ in sections)
    nav = f'<nav aria-label="Inhoud"><ul>{contents}</ul></nav>' if len(sections) > 1 else ""
    body = "\n".join(
        f'<section aria-labelledby="{id_}"><h2 id="{id_}">{escape(name)}</h2>\n{content}\n</section>'
        for id_, name, content in sections
    )
    return (
        f'<!DOCTYPE html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="color-scheme" content="light dark">\n<title>{title}</title>\n<style>\n{style}</style>\n'
        f"</head>\n<body>\n<main>\n<h1>{title}</h1>\n{_head(difference)}\n{nav}\n{body}\n</main>\n</body>\n</html>\n"
    )


def _head(difference: Difference) -> str:
    old, new = difference.old, difference.new
    remarks = "".join(f"<li>{escape(remark)}</li>" for remark in difference.remarks)
    return (
        f'<dl class="sides"><div><dt>Eerst</dt><dd>{escape(old.name)} <small>{escape(old.about)}</small></dd></div>'
        f"<div><dt>Nu</dt><dd>{escape(new.name)} <small>{escape(new.about)}</small></dd></div></dl>"
        f'<p class="lead">{escape(headline(difference))}</p>' + (f"<ul>{remarks}</ul>" if remarks else "")
    )


def _sections(difference: Difference, naming: Naming) -> Iterator[tuple[str, str, str]]:
    """The anchor, title and content of each section; one without content is left out."""
    review = difference.review
    if review is not None:
        yield "beweringen", "Wat de teksten beweren en de cijfers niet dragen", _joined(map(_problem, review.uncarried))
        yield "fouten", "Wat verder niet klopt in de teksten", _joined(map(_problem, review.mistakes))
        narrow = (_narrow(one, naming) for one in review.narrow)
        yield "marge", "Wat nog klopt, maar met een kleine marge", _joined(narrow)
    figures = _joined(_indicator(group, naming) for group in difference.figures if group.changes)
    yield "cijfers", "Cijfers", figures + _unseen(difference)
    yield "zinnen", "Zinnen die iets anders zeggen", _joined(map(_sentence, difference.meanings))
    yield "figuren", "Figuren", _joined(map(_grid, difference.charts))
    yield "tabellen", "Tabellen", _joined(map(_grid, difference.tables))
    yield "vragen", "Vragen en antwoorden", _joined(map(_question, difference.questions))
    yield "vergelijkbaarheid", "Vergelijkbaarheid", _joined(_decision(one, naming) for one in difference.decisions)
    yield "alleen-cijfers", "Zinnen met alleen een ander cijfer", _folded(difference.numbers)


def _joined(parts: Iterator[str]) -> str:
    return "\n".join(parts)


def _problem(problem: Problem) -> str:
    place = f'<p class="place">{escape(str(problem.place))}</p>' if problem.place else ""
    return f"<article>{place}<p>{escape(_capital(problem.what))}</p><p>→ {escape(problem.remedy)}</p></article>"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _narrow(claim: NarrowClaim, naming: Naming) -> str:
    items = "".join(
        f"<li>{escape(sentence.text)} <small>{escape(name)}, {escape(sentence.place)}</small></li>"
        for name, sentence in claim.sentences
    )
    return f"<article><p><strong>{escape(_capital(naming.narrow(claim.test)))}</strong></p><ul>{items}</ul></article>"


def _indicator(group: IndicatorChanges, naming: Naming) -> str:
    badge = ' <span class="badge">kerncijfer</span>' if group.headline else ""
    name = naming.indicator(group.indicator)
    title = f"<h3>{escape(_capital(name))}{badge}</h3>"
    first, rest = group.changes[:MOST_OPEN], group.changes[MOST_OPEN:]
    opened = title + _changes(name, first, naming)
    if not rest:
        return opened
    more = counted(len(rest), "verandering", "veranderingen")
    return opened + _details(f"Nog {more}", _changes(f"{name}, vervolg", rest, naming))


def _changes(label: str, changes: Sequence[Change], naming: Naming) -> str:
    return _table(label, ("Wat", "Eerst", "Nu", "Verandering"), (_row(change, naming) for change in changes))


def _row(change: Change, naming: Naming) -> tuple[str, str, str, str]:
    if isinstance(change, FactChange):
        old, new = level(change.old), level(change.new)
    else:
        old, new = test(change.old), test(change.new)
    return naming.between(change), old, new, change.shift.value


def _unseen(difference: Difference) -> str:
    unseen = sum(group.unseen for group in difference.figures)
    if not unseen or difference.of_waves:
        return ""
    noun = counted(unseen, "cijfer of toets veranderde", "cijfers en toetsen veranderden")
    return f"<p>{noun} alleen achter de komma: in druk is dat niet te zien.</p>"


def _sentence(change: SentenceChange) -> str:
    old, new = (one.text if one else None for one in (change.old, change.new))
    source = f" <small>{escape(change.source)}</small>" if change.source else ""
    place = f": {escape(where(change.places))}{source}"
    parts = [f'<p class="place"><strong>{escape(_capital(change.turn.value))}</strong>{place}</p>']
    before, after = _marked(old or "", new or "")
    if old is not None:
        parts.append(f'<p class="old"><span class="label">Eerst</span> {before}</p>')
    if new is not None:
        parts.append(f'<p class="new"><span class="label">Nu</span> {after}</p>')
    return f"<article>{''.join(parts)}</article>"


def _marked(old: str, new: str) -> tuple[str, str]:
    """Both sentences, with the words marked that the other lacks; a sentence that stands alone has no marks."""
    one, other = old.split(), new.split()
    if not one or not other:
        return escape(old), escape(new)
    before, after = [], []
    for kind, a, a_end, b, b_end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        gone, come = escape(" ".join(one[a:a_end])), escape(" ".join(other[b:b_end]))
        before.append(gone if kind == "equal" else f"<del>{gone}</del>" if gone else "")
        after.append(come if kind == "equal" else f"<ins>{come}</ins>" if come else "")
    return " ".join(filter(None, before)), " ".join(filter(None, after))


def _folded(changes: Sequence[SentenceChange]) -> str:
    return _details(counted(len(changes), "zin", "zinnen"), _joined(map(_sentence, changes))) if changes else ""


def _details(summary: str, content: str) -> str:
    return f"<details><summary>{summary}</summary>{content}</details>"


def _table(label: str, heads: Sequence[str], rows: Iterator[Sequence[str]]) -> str:
    """A table that scrolls by itself where it is too wide, also by keyboard; the first cell of a row is its head."""
    columns = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    body = "".join(
        f'<tr><th scope="row">{escape(first)}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in rest)}</tr>'
        for first, *rest in rows
    )
    return (
        f'<div class="scroll" role="group" tabindex="0" aria-label="{escape(label)}"><table>'
        f"<thead><tr>{columns}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _grid(change: GridChange) -> str:
    said = "".join(f"<p>{escape(said)}</p>" for said in change.said)
    place = f'<p class="place">{escape(change.publication)}, {escape(change.place)}</p>'
    head = f"<h3>{escape(change.label)}: {escape(change.title)}</h3>{place}{said}"
    if not change.values:
        return head
    rows = ((value.where, value.old or "–", value.new or "–") for value in change.values)
    table = _table(change.title, ("Wat", "Eerst", "Nu"), rows)
    return head + _details(counted(len(change.values), "ander cijfer", "andere cijfers"), table)


def _question(change: QuestionChange) -> str:
    before, after = _marked(change.old, change.new)
    parts = [f'<p class="place">{escape(change.question)}, {escape(change.aspect)}</p>']
    if before:
        parts.append(f'<p class="old"><span class="label">Eerst</span> {before}</p>')
    if after:
        parts.append(f'<p class="new"><span class="label">Nu</span> {after}</p>')
    return f"<article>{''.join(parts)}</article>"


def _decision(change: DecisionChange, naming: Naming) -> str:
    head, *rest = naming.decision(change.old, change.new)
    lines = "".join(f"<p>{escape(line.strip())}</p>" for line in rest)
    return f"<article><p><strong>{escape(head)}</strong></p>{lines}</article>"
