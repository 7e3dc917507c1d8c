"""The gallery as one web page: every case on the width of a report and on that of a phone, and in three lights."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup, escape

from reportgen.brand import COLOURS, Brand, Theme, css_variables
from reportgen.gallery.cases import TITLES, Case, cases, compose_figure
from reportgen.publish.drawings import inline_svg
from reportgen.publish.fonts import web_fonts
from reportgen.report.charts import draw, draw_narrow
from reportgen.report.model import Figure, facts_in, plain

FONTS_HERE = "/* fonts */"
LIGHTS = {"licht": "Op wit", "donker": "Op een donker scherm", "grijs": "In grijs gedrukt"}
_STYLE = """
*, ::before, ::after { box-sizing: border-box }
body { margin: 0; font: 400 1rem/1.5 var(--family); color: var(--ink); background: var(--paper) }
main, header { max-width: 78rem; margin: 0 auto; padding: 0 1.5rem }
h1 { font-size: 2.5rem; font-weight: 300; line-height: 1.15; margin: 1.5rem 0 .5rem }
h2 { font-size: 1.75rem; font-weight: 300; margin: 3rem 0 0; padding-top: .5rem }
h2 { border-top: .2rem solid var(--primary) }
p { max-width: 42rem; margin: 0 0 .5rem }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; margin: 0; padding: 0 }
a { color: var(--primary) }
nav a, label { display: inline-block; padding: .2rem 0; min-height: 1.75rem }
fieldset { border: 0; margin: 1rem 0; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem }
legend { float: left; margin-right: 1rem; font-weight: 600 }
:focus-visible { outline: .2rem solid var(--secondary); outline-offset: .15rem }
code { font-size: .6em; color: var(--muted) }
article { border-top: 1px solid var(--rule); margin-top: 1.75rem; padding-top: .5rem }
h3 { font-size: 1.0625rem; font-weight: 600; margin: 0 }
.measure { margin: 0 0 .75rem; font-size: .875rem; color: var(--muted) }
.drawings { display: flex; flex-wrap: wrap; gap: 1.5rem 3rem; align-items: flex-start }
svg { display: block; max-width: 100%; height: auto }
.notes { margin-top: 1rem; font-size: .875rem; color: var(--muted) }
.notes p { max-width: 60rem; margin: 0 0 .25rem }
body:has(#grijs:checked) .drawings { filter: grayscale(1) }
"""


def render_page(brand: Brand) -> str:
    """Make the page in a house style; raises UserError when its fonts lack a character."""
    body = "\n".join(_section(title, list(of_kind), brand) for title, of_kind in _by_kind())
    dark = "".join(f"--{name.replace('_', '-')}:{brand.theme.dark[name]};" for name in COLOURS)
    style = f"{FONTS_HERE}\n{css_variables(brand.theme)}\nbody:has(#donker:checked){{{dark}color-scheme:dark}}{_STYLE}"
    page = (
        '<!DOCTYPE html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n<meta name="robots" content="noindex">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        'font-src data:; img-src data:">\n'
        f"<title>Galerij van grafieken – {escape(brand.name)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f"<header>\n<h1>Galerij van grafieken</h1>\n{_introduction(brand)}\n{_lights()}\n{_contents()}\n</header>\n"
        f"<main>\n{body}\n</main>\n</body>\n</html>\n"
    )
    return page.replace(FONTS_HERE, web_fonts(brand.fonts, page), 1)


def _by_kind() -> Iterator[tuple[str, Iterator[Case]]]:
    return ((TITLES[kind], of_kind) for kind, of_kind in groupby(cases(), lambda case: case.kind))


def _introduction(brand: Brand) -> str:
    return (
        f"<p>Elke soort figuur in de huisstijl “{escape(brand.name)}”, gewoon en in alle uitersten: links zoals in het "
        "rapport, rechts zoals op een telefoon. De cijfers zijn verzonnen; de weg die zij gaan, is die van echte.</p>"
    )


def _lights() -> str:
    inputs = "".join(
        f'<label><input type="radio" name="licht" id="{name}"{" checked" if name == "licht" else ""}> {label}</label>'
        for name, label in LIGHTS.items()
    )
    return f"<fieldset><legend>Bekijk alles</legend>{inputs}</fieldset>"


def _contents() -> str:
    links = "".join(f'<li><a href="#{kind}">{escape(title)}</a></li>' for kind, title in TITLES.items())
    return f'<nav aria-label="Soorten"><ul>{links}</ul></nav>'


def _section(title: str, of_kind: list[Case], brand: Brand) -> str:
    kind = of_kind[0].kind
    articles = "\n".join(_article(case, compose_figure(case), brand) for case in of_kind)
    return f'<section id="{kind}">\n<h2>{escape(title)} <code>{kind}</code></h2>\n{articles}\n</section>'


def _article(case: Case, figure: Figure, brand: Brand) -> str:
    drawings = "".join(_drawings(figure, brand.theme, brand))
    notes = "".join(f"<p>{escape(plain(line))}</p>" for line in figure.notes)
    return (
        f'<article id="{case.name}-geval">\n<h3>{escape(plain(figure.title))}</h3>\n'
        f'<p class="measure">{escape(plain(figure.measure))}</p>\n<div class="drawings">{drawings}</div>\n'
        f'<div class="notes">{notes}<p>Voorgelezen: {escape(figure.alt)}</p></div>\n</article>'
    )


def _drawings(figure: Figure, theme: Theme, brand: Brand) -> Iterator[Markup]:
    for place, source in enumerate(draw_both(figure, brand)):
        yield inline_svg(source, figure.alt, f"{figure.name}-{place}", theme, facts_in(figure.told))


def draw_both(figure: Figure, brand: Brand) -> tuple[str, str]:
    """The drawing of a figure for a report, and that for a phone."""
    return draw(figure.chart, brand.theme, brand.fonts), draw_narrow(figure.chart, brand.theme, brand.fonts)
