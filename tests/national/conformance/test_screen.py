"""What axe-core cannot judge of a web page: charts, the keyboard, targets, spacing, and what moves or is asked for."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageStat

from reportgen.brand.colour import MARK, TEXT, over, ratio
from tests.national.conformance.browser import MODES, PHONE, WIDE, Mode, visited
from tests.publish.test_downloads import carried

LEAST_TARGET = 24
"""CSS pixels (WCAG 2.2, 2.5.8)."""
MOST_BYTES = 3 * 2**19
"""One and a half megabyte."""
STOPS = "a[href], button, summary, textarea, [tabindex='0']"

# Each text of each drawing that is shown: its colour, and what lies under it in points all over it, lowest first.
GROUNDS = """() => [...document.querySelectorAll('figure svg')].filter(svg => svg.checkVisibility()).flatMap(svg => {
  const shapes = [];
  return [...svg.querySelectorAll('path, text')].flatMap(element => {
    const style = getComputedStyle(element);
    const box = element.getBBox();
    if (element.tagName === 'path') { shapes.push([element, style, box]); return []; }
    const grounds = [.1, .3, .5, .7, .9].flatMap(x => [.3, .5, .7].map(y => {
      const point = new DOMPoint(box.x + x * box.width, box.y + y * box.height);
      const near = room => point.x > room.x - 9 && point.x < room.x + room.width + 9
        && point.y > room.y - 9 && point.y < room.y + room.height + 9;
      return shapes.filter(([, , room]) => near(room)).flatMap(([shape, drawn]) => [
        ...drawn.fill !== 'none' && shape.isPointInFill(point) ? [[drawn.fill, drawn.fillOpacity * drawn.opacity]] : [],
        ...drawn.stroke !== 'none' && parseFloat(drawn.strokeWidth) > 1 && shape.isPointInStroke(point)
          ? [[drawn.stroke, drawn.strokeOpacity * drawn.opacity]] : [],
      ]);
    }));
    return [[element.textContent, style.fill, grounds]];
  });
})"""
# What has the focus: where it is, whether a line is drawn around it that nothing cuts off, and whether it is covered.
FOCUSED = """() => {
  const stop = document.activeElement, style = getComputedStyle(stop), lines = [...stop.getClientRects()];
  const box = stop.getBoundingClientRect(), width = parseFloat(style.outlineWidth);
  const reach = width + parseFloat(style.outlineOffset);
  const clipping = element => !element || element === document.body ? null
    : /auto|scroll|hidden|clip/.test(getComputedStyle(element).overflow) ? element : clipping(element.parentElement);
  const frame = clipping(stop.parentElement), room = frame && frame.getBoundingClientRect();
  const covered = lines.filter(line => {
    const [top, bottom] = [Math.max(line.top, 0), Math.min(line.bottom, innerHeight)];
    return bottom <= top || [.1, .5, .9].some(part => {
      const found = document.elementFromPoint(line.left + part * line.width, (top + bottom) / 2);
      return !found || !(stop.contains(found) || found.contains(stop));
    });
  });
  const follows = !window.before || window.before.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING;
  window.before = stop;
  return {
    name: stop.outerHTML.slice(0, 90), left: box.left, right: box.right, top: box.top + scrollY,
    bottom: box.bottom + scrollY, outline: style.outlineStyle === 'none' ? 0 : width, colour: style.outlineColor,
    cut: !!frame && lines.some(line => line.top - reach < room.top - 1 || line.left - reach < room.left - 1),
    covered: covered.length, follows: !!follows, apart: !!stop.closest('nav'),
  };
}"""
SMALL = """least => [...document.querySelectorAll("STOPS")].filter(stop => stop.checkVisibility()).filter(stop => {
  const box = stop.getBoundingClientRect();
  const inSentence = getComputedStyle(stop).display === 'inline' && stop.closest('p, li, dd, figcaption, caption');
  return !inSentence && (box.width < least || box.height < least);
}).map(stop => stop.outerHTML.slice(0, 80))""".replace("STOPS", STOPS)
# WCAG 2.2, 1.4.12, on everything that is text.
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
CUT_OFF = """() => [...document.querySelectorAll('body *')].filter(element => {
  const style = getComputedStyle(element);
  if (!element.checkVisibility() || element.closest('svg, .unseen, textarea')) return false;
  const clips = /hidden|clip/;
  return clips.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1
    || clips.test(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
}).map(element => element.outerHTML.slice(0, 80))"""
# Texts of a drawing that are not wholly within what is shown of it.
OUTSIDE = """() => [...document.querySelectorAll('figure svg')].filter(svg => svg.checkVisibility()).flatMap(svg => {
  const shown = getComputedStyle(svg).overflow === 'visible' ? [0, innerWidth] : (
    box => [box.left, box.right])(svg.getBoundingClientRect());
  return [...svg.querySelectorAll('text')].filter(text => {
    const box = text.getBoundingClientRect();
    return box.left < shown[0] - 1 || box.right > shown[1] + 1;
  }).map(text => text.textContent);
})"""
# Signs that open where a sentence comes from, and do not stand on the line of its last word.
STRAY = """() => [...document.querySelectorAll('label.traced')].filter(label => {
  const lines = label.querySelector('span').getClientRects(), last = lines[lines.length - 1];
  const sign = label.querySelector('button').getBoundingClientRect(), middle = (sign.top + sign.bottom) / 2;
  return middle < last.top || middle > last.bottom || Math.abs(sign.right - last.right) > sign.width;
}).map(label => label.textContent)"""
MOVED = """() => new Promise(resolve => {
  let moved = 0, painted = 0;
  new PerformanceObserver(list => list.getEntries().forEach(entry => moved += entry.value))
    .observe({type: 'layout-shift', buffered: true});
  new PerformanceObserver(list => list.getEntries().forEach(entry => painted = entry.startTime))
    .observe({type: 'largest-contentful-paint', buffered: true});
  setTimeout(() => resolve([moved, painted]), 300);
})"""


@pytest.fixture(scope="module", params=["rapport", "persbericht"])
def path(request, edition):
    return edition.folder / f"landelijk/{request.param}.html"


@pytest.fixture(scope="module", params=["rapport", "persbericht", "index"])
def any_path(request, edition):
    """The page of the press kit too, which has no charts but pictures of them."""
    return edition.folder / f"landelijk/{request.param}.html"


@pytest.fixture(scope="module")
def report(edition):
    return edition.folder / "landelijk/rapport.html"


def named(modes: tuple[Mode, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("mode", modes, ids=lambda mode: mode.name)


# --- what is read ----------------------------------------------------------------------------------------------------


def unreadable(page: Any) -> Iterator[tuple[str, str, str]]:
    """The words in charts with too little contrast, with their colour and what lies under them."""
    paper = rgb(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
    for text, fill, grounds in page.evaluate(GROUNDS):
        for layers in grounds:
            ground = paper
            for colour, opacity in layers:
                ground = over(rgb(colour), ground, opacity)
            if ratio(rgb(fill), ground) < TEXT:
                yield text, rgb(fill), ground


def rgb(colour: str) -> str:
    """`rgb(1, 2, 3)` as `#010203`."""
    return "#{:02X}{:02X}{:02X}".format(*(int(part) for part in re.findall(r"\d+", colour)[:3]))


@named(MODES[:4])
def test_every_word_in_a_chart_can_be_read_on_what_lies_under_it(window, path, mode: Mode):
    with visited(window, path, mode) as visit:
        assert len(visit.page.evaluate(GROUNDS)) > 10
        assert list(unreadable(visit.page)) == []


def test_a_word_that_cannot_be_read_on_its_bar_is_found(window, path):
    with visited(window, path, MODES[0]) as visit:
        visit.page.evaluate(
            """() => {
              const text = document.querySelector('figure svg text'), box = text.getBBox();
              text.insertAdjacentHTML('beforebegin', `<path d="M${box.x} ${box.y}h${box.width}v${box.height}h-99z"/>`);
              text.previousSibling.setAttribute('fill', getComputedStyle(text).fill);
            }"""
        )
        assert {found[1] == found[2] for found in unreadable(visit.page)} == {True}


@named((MODES[0], MODES[2], MODES[4]))
def test_nothing_is_lost_when_a_reader_spaces_text(window, any_path, mode: Mode):
    with visited(window, any_path, mode) as visit:
        visit.page.add_style_tag(content=SPACED)
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= mode.size[0]
        assert visit.page.evaluate(CUT_OFF) == []
        assert visit.page.evaluate(OUTSIDE) == []


@pytest.mark.parametrize("width", [320, 340, 360, 375, 412, 500, 640, 1280])
def test_the_sign_behind_a_sentence_stands_on_the_line_of_its_last_word(window, report, width: int):
    with visited(window, report, Mode("of some width", (width, 800))) as visit:
        assert visit.page.evaluate("document.querySelectorAll('label.traced').length") > 5
        assert visit.page.evaluate(STRAY) == []


# --- what is pointed at, and the keyboard ----------------------------------------------------------------------------


@named((MODES[0], MODES[2], MODES[4]))
def test_what_is_pointed_at_is_large_enough(window, any_path, mode: Mode):
    with visited(window, any_path, mode) as visit:
        assert visit.page.evaluate(SMALL, LEAST_TARGET) == []


SOME = ".chapter:not(:nth-of-type(4n + 1))"
"""Chapters that are left out: what remains has text, key figures, figures and tables."""


@pytest.mark.parametrize(
    ("kind", "left_out", "mode"),
    [("rapport", SOME, MODES[0]), ("rapport", SOME, MODES[2]), ("persbericht", "", MODES[5]), ("index", "", MODES[2])]
    + [pytest.param("rapport", "", mode, marks=pytest.mark.slow) for mode in (MODES[0], MODES[2], MODES[5])],
    ids=lambda value: getattr(value, "name", value or "whole"),
)
def test_the_keyboard_goes_down_the_page_and_shows_where_it_is(window, edition, kind, left_out, mode: Mode):
    with visited(window, edition.folder / f"landelijk/{kind}.html", mode) as visit:
        page = visit.page
        if left_out:
            page.evaluate("which => document.querySelectorAll(which).forEach(one => one.remove())", left_out)
        count = page.evaluate(
            "stops => [...document.querySelectorAll(stops)].filter(e => e.checkVisibility()).length", STOPS
        )
        stops = []
        for _ in range(count):
            page.keyboard.press("Tab")
            stops.append(page.evaluate(FOCUSED))
        paper = rgb(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
    assert count > 20
    assert [stop["name"] for stop in stops if not stop["follows"]] == []
    assert [stop["name"] for stop in stops if stop["outline"] < 2 or ratio(rgb(stop["colour"]), paper) < MARK] == []
    assert [stop["name"] for stop in stops if stop["cut"] or stop["covered"]] == []
    assert [(a["name"], b["name"]) for a, b in pairwise(stops) if goes_back(a, b)] == []


def goes_back(stop: dict[str, Any], following: dict[str, Any]) -> bool:
    """Whether the next stop stands higher in the same column; the contents are a column of their own."""
    return following["bottom"] <= stop["top"] and following["left"] < stop["right"] and not stop["apart"]


def test_what_is_too_small_cut_off_covered_or_not_outlined_is_found(window, tmp_path):
    wrong = tmp_path / "fout.html"
    wrong.write_text(
        "<!DOCTYPE html><style>.box { overflow: hidden; width: 9rem; height: 1.2em }</style><title>x</title>"
        "<p class=box>Een regel die net past.</p>"
        "<div class=box><button style='outline: 3px solid; margin: 1px'>Groot genoeg?</button></div>"
        "<button style='outline: none; min-height: 24px; min-width: 24px; position: relative'>"
        "<span style='position: absolute; inset: 0'></span></button><a href=#x style='display: block'>.</a>"
        "<div style='position: fixed; inset: 0; pointer-events: auto'></div>",
        "utf-8",
    )
    with visited(window, wrong, MODES[0]) as visit:
        page = visit.page
        assert [found[:8] for found in page.evaluate(SMALL, LEAST_TARGET)] == ["<button ", "<a href="]
        stops = []
        for _ in range(2):
            page.keyboard.press("Tab")
            stops.append(page.evaluate(FOCUSED))
        assert [stop["cut"] for stop in stops] == [True, False]
        assert [stop["outline"] > 0 for stop in stops] == [True, False]
        assert all(stop["covered"] for stop in stops)
        page.add_style_tag(content=SPACED)
        assert page.evaluate(CUT_OFF)


# --- what there is to do with a figure -------------------------------------------------------------------------------


@pytest.fixture
def unscripted(browser, report):
    """The report where no script may run, and the page's own policy holds."""
    context = browser.new_context(java_script_enabled=False, offline=True, accept_downloads=True, locale="nl-NL")
    page = context.new_page()
    page.goto(report.absolute().as_uri())
    yield page
    context.close()


def is_one(carried: bytes, of_kit: bytes) -> bool:
    """Whether a file that a page carries is that of the kit to the byte, or the same picture on a smaller scale."""
    if carried == of_kit or not of_kit.startswith(b"\x89PNG"):
        return carried == of_kit
    small, large = (Image.open(io.BytesIO(content)).convert("L") for content in (carried, of_kit))
    difference = ImageChops.difference(small, large.resize(small.size))
    return small.size < large.size and ImageStat.Stat(difference).mean[0] < 5


def test_what_is_downloaded_is_the_file_of_the_kit_but_that_a_picture_may_be_smaller(edition, unscripted):
    kit = edition.folder / "landelijk/figuren"
    number = unscripted.locator("#figuur-houding .label").first.inner_text().strip()
    unscripted.get_by_text(f"{number} overnemen").click()
    for form in ("SVG", "PNG", "CSV"):
        with unscripted.expect_download() as download:
            unscripted.get_by_role("link", name=f"{form} {number}", exact=True).click()
        name = f"houding.{form.lower()}"
        assert download.value.suggested_filename == name
        assert is_one(download.value.path().read_bytes(), (kit / name).read_bytes())


def test_every_figure_of_the_kit_is_in_the_report_with_its_files(edition, report):
    html = report.read_text("utf-8")
    linked = dict(re.findall(r"""<a download="([^"]+)" href='([^']+)'""", html))
    kit = {file.name: file.read_bytes() for file in (edition.folder / "landelijk/figuren").glob("*.*")}
    assert linked.keys() == kit.keys()
    assert [name for name, address in linked.items() if not is_one(carried(address), kit[name])] == []


def test_every_figure_has_names_of_its_own_for_what_there_is_to_do(window, report):
    with visited(window, report, MODES[0]) as visit:
        figures = visit.page.locator("figure").count()
        tree = Counter(line.strip(" -:") for line in visit.page.locator("main").aria_snapshot().splitlines())
        folded = Counter(visit.page.locator("summary").all_text_contents())
    assert figures > 10
    for number in range(1, figures + 1):
        named = [f'textbox "De cijfers van figuur {number}, om te kopiëren"']
        named += [f'link "{form} Figuur {number}"' for form in ("SVG", "PNG", "CSV")]
        assert [next((tree[line] for line in tree if line.startswith(name)), 0) for name in named] == [1, 1, 1, 1]
        assert [folded[f"Figuur {number} {what}"] for what in ("als tabel", "overnemen")] == [1, 1]


def test_the_numbers_of_a_figure_are_copied_as_the_cells_of_its_table(window, report):
    with visited(window, report, MODES[0]) as visit:
        cells = """() => [...document.querySelectorAll('#figuur-ervaring .data:first-child tr')].map(
          row => [...row.cells].map(cell => cell.textContent.replace(/[▲▼]\\s/, '').trim()))"""
        _, *rows = visit.page.evaluate(cells)
        visit.page.locator("#cijfers-ervaring").focus()
        visit.page.keyboard.press("Control+a")
        copied = visit.page.evaluate("getSelection().toString()")
        assert [line.split("\t") for line in copied.splitlines()][1:] == rows


def test_every_figure_and_table_has_a_link_to_itself_that_shows_when_it_is_wanted(window, report):
    with visited(window, report, MODES[0]) as visit:
        page = visit.page
        stray = """() => [...document.querySelectorAll('figure, main .table')].filter(
          block => !block.closest('.tools, .table .table, .data') || block.tagName === 'FIGURE').filter(
          block => !block.querySelector(`.here[href="#${block.id}"]`)).map(block => block.id)"""
        assert page.evaluate(stray) == []
        link = page.locator("#figuur-ervaring .here")
        assert link.evaluate("link => getComputedStyle(link).opacity") == "0"
        page.locator("#figuur-ervaring .title").hover()
        assert link.evaluate("link => getComputedStyle(link).opacity") == "1"
        link.click()
        assert page.url.endswith("#figuur-ervaring")


def test_words_in_drawings_are_no_smaller_than_eleven_pixels_and_on_a_phone_no_larger_than_text(window, report):
    sizes = """() => [...document.querySelectorAll('.figure svg text')].filter(
      text => text.getClientRects().length).map(
      text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)"""
    with visited(window, report, MODES[2]) as visit:
        for width in (320, 360, 440, 720, 721, 1280):
            visit.page.set_viewport_size({"width": width, "height": 900})
            shown = visit.page.evaluate(sizes)
            assert min(shown) >= 11, width
            assert width > 720 or sorted(shown)[len(shown) // 2] <= 17.5, width


# --- where one is ----------------------------------------------------------------------------------------------------


def test_the_contents_mark_the_chapter_that_is_read_without_a_script(window, report):
    with visited(window, report, MODES[0]) as visit:
        marked = (
            "[...document.querySelectorAll('.contents a')].filter(a => a.matches(':target-current')).map(a => a.hash)"
        )
        chapters = visit.page.evaluate("[...document.querySelectorAll('.chapter')].map(chapter => chapter.id)")
        for chapter in (chapters[0], chapters[3], chapters[-1]):
            visit.page.evaluate("id => document.getElementById(id).scrollIntoView()", chapter)
            visit.page.wait_for_function(f"{marked}.includes('#{chapter}')", timeout=5000)
            assert visit.page.evaluate(marked) == [f"#{chapter}"]


MARKED = """() => [...document.querySelectorAll('.contents.wide a')].filter(
  link => parseFloat(getComputedStyle(link).borderLeftWidth) > 0).map(link => link.hash)"""
IN_VIEW = """() => [...document.querySelectorAll('.chapter')].filter(chapter => {
  const box = chapter.getBoundingClientRect();
  return box.top < 0 && box.bottom > 0 && getComputedStyle(chapter, '::before').display !== 'none';
}).map(chapter => getComputedStyle(chapter, '::before').content)"""


@pytest.mark.parametrize(
    ("unknown", "marked", "in_view"),
    [
        ((":target-current",), ["#meer-ergernis-over-chatbots"], []),
        ((":target-current", "animation-timeline: view()"), [], ['"6 Meer ergernis over chatbots" / ""']),
    ],
    ids=["with timelines", "with neither"],
)
def test_a_browser_that_keeps_no_track_marks_the_chapter_too_or_has_its_title_in_view(
    window, report, tmp_path, unknown, marked, in_view
):
    page = report.read_text("utf-8")
    for name in unknown:
        assert name in page
        page = page.replace(name, name.replace("t", "x"))
    (older := tmp_path / "rapport.html").write_text(page, "utf-8")
    with visited(window, older, MODES[0]) as visit:
        visit.page.evaluate("scrollBy(0, document.querySelector('#figuur-ergernissen').getBoundingClientRect().top)")
        visit.page.wait_for_timeout(100)
        assert (visit.page.evaluate(MARKED), visit.page.evaluate(IN_VIEW)) == (marked, in_view)


def test_on_a_phone_the_title_of_the_chapter_stays_in_view_and_covers_nothing_that_is_jumped_to(window, report):
    with visited(window, report, MODES[2]) as visit:
        visit.page.evaluate("location.hash = '#figuur-ergernissen'")
        visit.page.wait_for_timeout(100)
        assert visit.page.evaluate(IN_VIEW) == ['"6 Meer ergernis over chatbots" / ""']
        bar = "parseFloat(getComputedStyle(document.querySelector('.chapter'), '::before').height)"
        top = "document.querySelector('#figuur-ergernissen').getBoundingClientRect().top"
        assert visit.page.evaluate(top) > visit.page.evaluate(bar)


def test_colours_of_the_reader_still_show_one_marked_chapter_and_a_logo_on_its_field(window, report):
    links = "[...document.querySelectorAll('.contents.wide a')]"
    edges = f"{links}.map(a => parseFloat(getComputedStyle(a).borderLeftWidth))"
    ground = "getComputedStyle(document.querySelector('.masthead .logo')).backgroundColor"
    with visited(window, report, MODES[5]) as visit:
        visit.page.evaluate("document.querySelectorAll('.chapter')[3].scrollIntoView()")
        visit.page.wait_for_function(f"{edges}[3] > 0", timeout=5000)
        assert sum(edge > 0 for edge in visit.page.evaluate(edges)) == 1
        assert ratio(rgb(visit.page.evaluate(ground)), "#FFFFFF") > TEXT


# --- weight, and what moves ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def first_time(browser, any_path):
    """A window that has not shown this page before, and to which the page's own policy applies."""
    context = browser.new_context(offline=True)
    yield context.new_page()
    context.close()


@named((Mode("wide"), Mode("phone", PHONE), Mode("narrow", (WIDE[0] // 2, WIDE[1] // 2))))
def test_nothing_moves_while_a_page_is_read_in_and_scrolled(first_time, any_path, mode: Mode, record_property):
    page, (width, height) = first_time, mode.size
    page.set_viewport_size({"width": width, "height": height})
    page.goto(any_path.absolute().as_uri())
    moved, painted = page.evaluate(MOVED)
    for _ in range(12):
        page.mouse.wheel(0, height)
    moved_since, _ = page.evaluate(MOVED)
    record_property("largest contentful paint in ms", painted)  # which depends on what else the machine does
    assert (moved, moved_since) == (0, 0)
    assert painted > 0


def test_a_page_is_light_and_may_load_and_run_nothing(edition):
    pages = [path.read_text("utf-8") for path in edition.folder.rglob("*.html")]
    assert pages
    for html in pages:
        (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
        assert "default-src 'none'" in policy
        assert "script" not in policy
        assert len(html.encode()) < MOST_BYTES


# --- the press kit ---------------------------------------------------------------------------------------------------


def test_the_press_kit_shows_its_images_under_its_own_policy(browser, edition):
    context = browser.new_context(offline=True)
    page, complaints = context.new_page(), []
    page.on("console", lambda said: complaints.append(said.text))
    page.goto((edition.folder / "landelijk/index.html").absolute().as_uri())
    sizes = """() => Promise.all([...document.images].map(async image => {
      image.loading = 'eager';
      await image.decode();
      return [image.naturalWidth, image.naturalHeight, image.width > 0 && image.alt.length > 0];
    }))"""
    shown = page.evaluate(sizes)
    said = page.evaluate("[...document.images].map(i => [+i.getAttribute('width'), +i.getAttribute('height')])")
    context.close()
    assert complaints == []
    assert len(shown) > 20
    assert all(visible for *_, visible in shown)
    assert [size for *size, _ in shown][1:] == said[1:]  # the first is the logo, which its height is set for
