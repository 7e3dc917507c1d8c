"""What was found, as a web page to send back to the author: each sentence with its numbers marked and explained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from reportgen.verify.examination import Examination, Sentence
from reportgen.verify.listing import summary
from reportgen.verify.verdicts import ALARMS, Verdict

_CLASSES = {
    Verdict.CONFIRMED: "good",
    Verdict.WRONG: "wrong",
    Verdict.NOT_SIGNIFICANT: "wrong",
    Verdict.POINTS: "wrong",
    Verdict.AMBIGUOUS: "doubt",
    Verdict.UNTRACEABLE: "unknown",
}
_STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; }
section { border-top: 1px solid #767676; padding: .5rem 0; }
.place { color: #595959; margin: 0; font-size: .875rem; }
mark { background: #eee; color: inherit; padding: 0 .15em; border-bottom: 3px solid #595959; }
mark.good { background: #e3f3e6; border-bottom-color: #1b6e2d; }
mark.wrong { background: #fde5e3; border-bottom-color: #a3140a; border-bottom-style: double; }
mark.doubt { background: #fff3d6; border-bottom-color: #7a5200; border-bottom-style: dashed; }
li strong { white-space: nowrap; }
"""


def render_page(examinations: Sequence[Examination], title: str) -> str:
    """Make one page of all documents; what is wrong comes first in each, then the rest in order."""
    body = "\n".join(_document(one) for one in examinations)
    heading = f"Cijfercontrole – {escape(title)}"
    return (
        f'<!DOCTYPE html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{heading}</title>\n<style>{_STYLE}</style>\n'
        f"</head>\n<body>\n<main>\n<h1>{heading}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _document(examination: Examination) -> str:
    wrong = [s for s in examination.sentences if any(f.verdict in ALARMS for f in s.findings)]
    parts = [f"<h2>{escape(examination.name)}</h2>", f"<p>{escape(summary(examination))}</p>"]
    if wrong:
        parts.append("<h3>Wat er niet klopt</h3>")
        parts += [_sentence(sentence) for sentence in wrong]
    rest = [sentence for sentence in examination.sentences if sentence not in wrong]
    if rest:
        parts.append("<h3>De andere cijfers</h3>")
        parts += [_sentence(sentence) for sentence in rest]
    return "\n".join(parts)


def _sentence(sentence: Sentence) -> str:
    items = "".join(
        f"<li><strong>{escape(f.verdict.value)}</strong>: "
        f"“{escape(sentence.text[f.start : f.end])}”. {escape(f.reason)}</li>"
        for f in sentence.findings
    )
    place = f'<p class="place">{escape(sentence.place)}</p>'
    return f"<section>{place}<p>{''.join(_marked(sentence))}</p><ul>{items}</ul></section>"


def _marked(sentence: Sentence) -> Iterator[str]:
    end = 0
    for finding in sentence.findings:
        if finding.start < end:
            continue
        yield escape(sentence.text[end : finding.start])
        yield f'<mark class="{_CLASSES[finding.verdict]}">{escape(sentence.text[finding.start : finding.end])}</mark>'
        end = finding.end
    yield escape(sentence.text[end:])
