"""What the page templates work with: Jinja that escapes everything and knows how runs of text become HTML."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from traceback import extract_tb
from types import CodeType
from typing import Literal

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from reportgen.brand import Brand, css_variables, dark_css_variables, dark_partner_variables, partner_variables
from reportgen.errors import Place, Problem, UserError
from reportgen.publish.arranging import is_question, is_terms, is_wide, kind, led_up_to, rows_of, sections, voices
from reportgen.publish.downloads import KIT
from reportgen.publish.drawings import data_uri, for_dark_field, for_paper, inline_logo, inline_svg
from reportgen.publish.metadata import json_ld
from reportgen.publish.numbers import NOTHING, Numbers
from reportgen.publish.partners import inline_name, mark_style, mark_uri
from reportgen.report.accounting import pages_of
from reportgen.report.model import (
    Chapter,
    Figure,
    Heading,
    Inline,
    Publication,
    Report,
    Run,
    facts_in,
    is_note_reference,
    is_reference,
    plain,
)
from reportgen.report.table_numbers import listed_tables
from reportgen.report.taking import citation, copied

Medium = Literal["screen", "print"]
Pages = Sequence[Path]
"""The folders that page templates are looked for in, one after the other."""
LINKS = ("https://", "mailto:", "#")
_MONTH = "(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)"
_WHOLE = re.compile(
    rf"(\b\w{{1,3}}-\w+|\S+ t/m \S+(?: (?:jaar|{_MONTH}))?|\d+ {_MONTH}|\b\d{{4}}–\d{{4}}\b|\d[\d.,]* procentpunt\w*"
    r"|\bn = \d[\d.]*|\w+ × \w+)"
)
_OPENING = re.compile(r"[(\[“‘]+$|[(\[“‘]*\bn = $")
_CLOSING = re.compile(r"[.,;:!?)\]”’–]+")
_BEFORE_A_NUMBER = re.compile(r"\bn = $")


class _Compiled(BytecodeCache):
    """Keeps page templates as Python, by their source, for as long as this process makes editions."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Find a template compiled."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template that was compiled."""
        if bucket.code is not None:
            self._codes[bucket.key, bucket.checksum] = bucket.code


# What is constant in a template is worked out when it is compiled, with the filters of its medium.
_compiled: dict[Medium, _Compiled] = defaultdict(_Compiled)


def environment(pages: Pages, medium: Medium, publication: Publication | None = None) -> Environment:
    """Prepare Jinja for the templates in `pages`; on a screen each number carries the id of its fact.

    The numbers in the text of `publication` lead to their origins.
    """
    jinja = Environment(
        loader=FileSystemLoader(pages), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, bytecode_cache=_compiled[medium],
    )  # fmt: skip
    facts = medium == "screen"
    # A press release on paper is one page: it names the account of the numbers, which stands in the report.
    leads = publication is not None and (facts or publication.kind == "report")
    numbers = Numbers(publication if leads else None)
    about = {origin.block: origin for origin in publication.block_origins} if publication else {}
    jinja.filters |= {
        "inline": partial(render_inline, facts=facts, numbers=numbers),
        "noted": lambda runs, block: render_inline(runs, facts=facts, numbers=numbers, block=block),
        "plainly": partial(render_inline, facts=facts),
        "plain": plain,
        "css_text": css_text,
        "kind": kind,
        "rows": rows_of,
        "sections": sections,
        "led_up_to": led_up_to,
        "voices": voices,
        "data_uri": data_uri,
        "for_dark_field": for_dark_field,
        "for_paper": for_paper,
        "inline_svg": inline_svg,
        "copied": copied,
        "facts": facts_in,
        "inline_logo": inline_logo,
        "inline_name": inline_name,
        "mark_uri": mark_uri,
    }
    jinja.tests["question"] = is_question
    jinja.tests["wide"] = is_wide
    jinja.tests["terms"] = is_terms
    jinja.globals |= {
        "number": partial(render_number, facts=facts),
        "medium": medium,
        "origin_of": about.get,
        "pages_of": pages_of,
        "citation": citation,
        "kit_folder": KIT,
        "kit": (),
    }
    return jinja


def render(
    medium: Medium,
    report: Report,
    publication: Publication,
    brand: Brand,
    pages: Pages,
    drawing: Callable[[Figure], Markup] | None = None,
    template: str = "",
    **about: object,
) -> str:
    """Fill the template of a publication for a medium, or another one; `drawing` makes HTML of a chart.

    Raises UserError when a template is missing, cannot be read or asks for something that isn't there.
    """
    publication = distinct_anchors(publication)
    blocks = [block for chapter in publication.chapters for block in chapter.blocks]
    try:
        return (
            environment(pages, medium, publication)
            .get_template(template or f"{publication.kind}-{medium}.html")
            .render(
                report=report,
                publication=publication,
                figures=[block for block in blocks if isinstance(block, Figure)],
                tables=listed_tables(publication.chapters),
                brand=brand,
                colours=Markup(css_variables(brand.theme) + partner_variables(brand.partner)),  # noqa: S704 — checked
                dark_colours=Markup(dark_css_variables(brand.theme) + dark_partner_variables(brand.partner)),  # noqa: S704
                drawing=drawing,
                sized=partial(mark_style, brand),
                json_ld=json_ld(report, publication),
                **about,
            )
        )
    except (TemplateError, UnicodeDecodeError) as error:
        raise UserError(explain(error, pages)) from error


def explain(error: TemplateError | UnicodeDecodeError, pages: Pages) -> Problem:
    """Say what is wrong with a page template, and where."""
    folder = f"{pages[0].parent.name}/{pages[0].name}"
    match error:
        case TemplateNotFound():
            return Problem(
                "dit sjabloon ontbreekt.", "Zet het terug uit een eerdere versie.", Place(f"{folder}/{error.name}")
            )
        case TemplateSyntaxError():
            place = Place(f"{folder}/{error.name}", error.lineno)
            return Problem("dit sjabloon is niet te lezen.", "Controleer de accolades op deze regel.", place)
        case UnicodeDecodeError():
            return Problem("een sjabloon is geen UTF-8.", "Sla het op als UTF-8.", Place(folder))
    frames = (
        (Path(frame.filename).relative_to(place).as_posix(), frame.lineno)
        for frame in reversed(extract_tb(error.__traceback__))
        for place in pages
        if Path(frame.filename).is_relative_to(place)
    )
    name, number = next(frames, ("", None))
    place = Place(f"{folder}/{name}", number) if name else Place(folder)
    return Problem("dit sjabloon vraagt om iets wat er niet is.", "Controleer de namen op deze regel.", place)


def css_text(inline: Inline) -> Markup:
    """Write a line as what stands between quotes in CSS, in which nothing of it can end the text or the style sheet."""
    signs = (sign if sign.isalnum() or sign in " .,;:()·" else f"\\{ord(sign):x} " for sign in plain(inline))
    return Markup("".join(signs))  # noqa: S704 — only signs that mean nothing to CSS or HTML


def render_number(text: str, fact: str | None, *, facts: bool = True) -> Markup:
    """Print a number, with the id of its fact: `<data value="chatbot_positief@2025">15%</data>`.

    On paper an asterisk behind it hangs out of its column, so that the digits stay under each other.
    """
    if fact and facts:
        return Markup('<data value="{}">{}</data>').format(fact, text)
    hangs = text.endswith("*") and not facts
    return Markup('{}<span class="star">*</span>').format(text[:-1]) if hangs else escape(text)


def render_inline(runs: Inline, *, facts: bool = True, numbers: Numbers | None = None, block: str = "") -> Markup:
    """Render a line as HTML, its numbers leading to their origins where there are any; `block` has the line as a note.

    Raises ValueError for a link that is not https, mailto or within the page.
    """
    if numbers is None or not facts:
        return Markup("").join(_run(run, numbers, block, facts=facts) for run in runs)
    return Markup("").join(_on_one_line(cluster, numbers) for cluster in _clusters(runs, numbers))


def _on_one_line(cluster: Sequence[Run], numbers: Numbers) -> Markup:
    if len(cluster) > 1 and numbers.is_sentence(cluster[0]):
        sentence, closing = cluster
        return _run(sentence, numbers, "", facts=True, closing=_text(closing.text))
    html = Markup("").join(_run(run, numbers, "", facts=True) for run in cluster)
    return Markup('<span class="whole">{}</span>').format(html) if len(cluster) > 1 else html


def _clusters(runs: Inline, numbers: Numbers) -> list[list[Run]]:
    """Put each number that is a button together with what is around it: a browser breaks a line even there."""
    found: list[list[Run]] = []
    for run in runs:
        before = found[-1][-1] if found else None
        opening = _OPENING.search(before.text) if before and before.fact is None and before.link is None else None
        closing = _CLOSING.match(run.text) if run.fact is None and run.link is None else None
        if numbers.leads(run) and not numbers.is_sentence(run) and before and opening:
            found[-1][-1] = replace(before, text=before.text[: opening.start()])
            found.append([replace(before, text=opening[0]), run])
        elif before and numbers.leads(before) and closing:
            found[-1].append(replace(run, text=closing[0]))
            found.append([replace(run, text=run.text[closing.end() :])])
        else:
            found.append([run])
    return found


def distinct_anchors(publication: Publication) -> Publication:
    """Number the anchors that occur more than once, so that each is unique on its page."""
    seen: Counter[str] = Counter()

    def distinct(anchor: str) -> str:
        seen[anchor] += 1
        return anchor if seen[anchor] == 1 else f"{anchor}-{seen[anchor]}"

    def chapter(old: Chapter) -> Chapter:
        slug = distinct(old.slug)
        blocks = (replace(b, anchor=distinct(b.anchor)) if isinstance(b, Heading) else b for b in old.blocks)
        return replace(old, slug=slug, blocks=tuple(blocks))

    return replace(publication, chapters=tuple(chapter(old) for old in publication.chapters))


def _run(run: Run, numbers: Numbers | None, block: str, *, facts: bool, closing: Markup = NOTHING) -> Markup:
    # A link is always the innermost element: with one inside it, its annotation in a PDF would get lost.
    if is_note_reference(run):
        return numbers.note(run) if numbers else Markup("")
    html = _text(run.text) if run.link is None else _link(run.text, run.link)
    if run.fact is not None and facts:
        html = Markup('<data value="{}">{}</data>').format(run.fact, html)
        html = numbers.button(run, html, closing) if numbers else html
    elif numbers is not None and is_reference(run):
        html = html if facts else numbers.reference(run)
    elif numbers is not None:
        html = numbers.link(run, block, whole=_WHOLE.fullmatch(run.text) is not None) or html
    if run.lang is not None:
        html = Markup('<span lang="{}">{}</span>').format(run.lang, html)
    if run.emphasis:
        html = Markup("<em>{}</em>").format(html)
    if run.strong:
        html = Markup("<strong>{}</strong>").format(html)
    return html


def _text(text: str) -> Markup:
    """Escape a text, and keep on one line what is one to the eye: e-mail, 2 t/m 15, 5 procentpunt, n = 1.043.

    The number that follows an n at the end of a run is in the next; only a space of its own kind holds on to that.
    """
    whole = Markup('<span class="whole">{}</span>')
    parts = enumerate(_WHOLE.split(_BEFORE_A_NUMBER.sub("n\u00a0=\u00a0", text)))
    return Markup("").join(whole.format(part) if i % 2 else part for i, part in parts)


def _link(text: str, address: str) -> Markup:
    if not address.startswith(LINKS):
        raise ValueError(f"a publication may not link to {address!r}")
    return Markup('<a href="{}">{}</a>').format(address, text)
