from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from reportgen.brand import Brand, colours
from reportgen.errors import UserError
from reportgen.publish.blocks import Pages
from reportgen.publish.drawings import for_dark_field, inline_svg
from reportgen.publish.html import NARROW, render_page
from reportgen.publish.metadata import json_ld
from reportgen.report.model import Figure, Publication, Report, Run, plain
from tests.publish import example

KIND = ["report", "press-release"]


class Tags(HTMLParser):
    """All tags of a page, in order, with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def named(self, name: str) -> Iterator[dict[str, str]]:
        return (attributes for tag, attributes in self.found if tag == name)


def part(edition: Report, kind: str) -> Publication:
    return edition.report if kind == "report" else edition.press_release


@pytest.fixture(scope="module", params=KIND)
def page(
    request: pytest.FixtureRequest, edition: Report, drawings: Mapping[str, str], brand: Brand, pages: Pages
) -> str:
    return render_page(edition, part(edition, request.param), drawings, brand, pages)


@pytest.fixture(scope="module")
def report_page(edition: Report, drawings: Mapping[str, str], brand: Brand, pages: Pages) -> str:
    return render_page(edition, edition.report, drawings, brand, pages)


def test_a_page_describes_itself_to_search_engines(edition: Report, page: str) -> None:
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    about = json.loads(block)
    assert about["@type"] in {"Report", "NewsArticle"}
    assert about["datePublished"] == edition.published_iso
    assert about["isBasedOn"]["name"] == f"{edition.monitor} {edition.wave}"
    assert f'<meta property="og:title" content="{about["headline"]}">' in page


@pytest.mark.parametrize(
    ("licence", "told"),
    [
        ("Creative Commons Naamsvermelding (CC BY 4.0)", "https://creativecommons.org/licenses/by/4.0/"),
        ("CC BY-NC-SA 3.0", "https://creativecommons.org/licenses/by-nc-sa/3.0/"),
        ("CC0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("Alle rechten voorbehouden", {"@type": "CreativeWork", "name": "Alle rechten voorbehouden"}),
        ("", None),
    ],
)
def test_a_page_names_its_licence_and_that_of_the_data_by_address(
    edition: Report, licence: str, told: str | dict[str, str] | None
) -> None:
    block = json_ld(replace(edition, licence=licence), edition.report)
    about = json.loads(block.partition(">")[2].removesuffix("</script>"))
    assert (about.get("license"), about["isBasedOn"].get("license")) == (told, told)


def test_a_title_cannot_end_the_description_of_a_page(edition: Report) -> None:
    hostile = replace(edition.report, title=(Run("</script><b>"),))
    block = json_ld(edition, hostile)
    assert block.count("</script>") == 1
    assert json.loads(block.partition(">")[2].removesuffix("</script>"))["headline"] == "</script><b>"


def test_a_page_may_load_nothing_from_outside(page: str) -> None:
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:")
    tags = Tags(page)
    scripts = [attributes for tag, attributes in tags.found if tag == "script"]
    assert scripts == [{"type": "application/ld+json"}]  # which is data, and no program
    assert not {"link", "iframe", "object", "embed", "form", "base"} & {tag for tag, _ in tags.found}
    loaded = [value for _, attributes in tags.found for name, value in attributes.items() if name in ("src", "srcset")]
    assert all(address.startswith("data:") for address in loaded)
    assert {address[:5] for address in re.findall(r"url\([\"']?([^)\"']+)", page)} == {"data:"}
    assert not [name for _, attributes in tags.found for name in attributes if name.startswith("on")]


def test_a_page_says_its_language_and_title(page: str) -> None:
    assert page.startswith("<!DOCTYPE html>\n")
    assert '<html lang="nl-NL">' in page
    assert re.search(r"<title>[^<]+</title>", page)


def test_ids_are_unique_and_every_link_within_the_page_arrives(page: str) -> None:
    tags = Tags(page)
    ids = [attributes["id"] for _, attributes in tags.found if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = {a["href"][1:] for a in tags.named("a") if a["href"].startswith("#")}
    assert targets
    assert targets <= set(ids)
    named_by = [attributes["aria-labelledby"] for _, attributes in tags.found if "aria-labelledby" in attributes]
    assert {name for names in named_by for name in names.split()} <= set(ids)


def test_headings_begin_with_one_title_and_skip_no_level(page: str) -> None:
    levels = [int(tag[1]) for tag, _ in Tags(page).found if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_page_has_landmarks_and_a_way_past_the_contents(page: str) -> None:
    tags = [tag for tag, _ in Tags(page).found]
    assert tags.count("main") == 1
    assert "header" in tags
    assert page.index('class="skip" href="#inhoud"') < page.index("<header")


def test_every_number_says_which_fact_it_is(report_page: str) -> None:
    assert '<data value="chatbot_positief@2025">15%</data>' in report_page
    assert report_page.count("<data ") > 100


def test_every_figure_is_an_image_with_a_name_its_finding_and_its_numbers(
    report_page: str, edition: Report, brand: Brand
) -> None:
    figures = [b for chapter in edition.report.chapters for b in chapter.blocks if isinstance(b, Figure)]
    found = re.findall(r"<figure .*?</figure>", report_page, re.DOTALL)
    assert len(found) == len(figures) == 4
    for figure, html in zip(figures, found, strict=True):
        (image,) = Tags(html).named("svg")
        assert (image["role"], image["aria-label"]) == ("img", figure.alt)
        assert f"Figuur {figure.number} </span>" in html
        assert plain(figure.title) in html
        details = html[html.index("<details") :]
        for row in figure.table.rows:
            assert f'<th scope="row">{row.label}</th>' in details
            assert all(f">{cell.text}</data>" in details for cell in row.cells)


def test_the_colours_of_a_drawing_follow_the_screen(report_page: str, brand: Brand) -> None:
    body = report_page[report_page.index("<body") :]
    drawn = "".join(re.findall(r"<svg .*?</svg>", body, re.DOTALL))
    assert 'fill="var(--primary)"' in drawn
    assert not [value for value in colours(brand.theme).values() if value in drawn]
    assert "prefers-color-scheme:dark" in report_page


def test_a_drawing_keeps_its_own_colours_its_ids_apart_and_no_prologue(brand: Brand) -> None:
    source = '<?xml version="1.0"?>\n<svg viewBox="0 0 1 1"><g id="a" fill="#123456"/><use href="#a"/></svg>'
    html = inline_svg(source, "Een “naam” & meer", "figuur-x", brand.theme)
    assert html == (
        '<svg role="img" aria-label="Een “naam” &amp; meer" viewBox="0 0 1 1">'
        '<g id="figuur-x-a" fill="#123456"/><use href="#figuur-x-a"/></svg>'
    )


def test_the_logo_is_legible_on_the_dark_cover(brand: Brand) -> None:
    logo = for_dark_field(brand.logo, brand.theme)
    assert brand.theme.dark["primary"] in logo
    assert f'fill="{brand.theme.paper}"' in logo
    assert "currentColor" not in logo


def test_a_concept_with_open_places_says_so(
    edition: Report, drawings: Mapping[str, str], brand: Brand, pages: Pages
) -> None:
    draft = render_page(edition, edition.press_release, drawings, brand, pages)
    final = render_page(replace(edition, draft=False), edition.press_release, drawings, brand, pages)
    assert "Nog in te vullen" in draft
    assert ">Concept</strong>" in draft
    assert ">Concept</strong>" not in final


def test_the_report_says_that_its_respondents_are_simulated(report_page: str) -> None:
    before_the_chapters = report_page[: report_page.index('<section class="chapter"')]
    assert example.NOTICE in before_the_chapters


def test_the_note_for_the_editors_stands_apart(
    edition: Report, drawings: Mapping[str, str], brand: Brand, pages: Pages
) -> None:
    page = render_page(edition, edition.press_release, drawings, brand, pages)
    assert '<section class="editors" aria-labelledby="noot-voor-de-redactie">' in page
    assert page.index("Voor onmiddellijke publicatie") < page.index("<h1>") < page.index("Amsterdam, <time")


def test_a_page_is_light(page: str) -> None:
    assert len(page.encode()) < 300_000


def test_a_character_that_the_house_type_lacks_stops_the_page(
    edition: Report, drawings: Mapping[str, str], brand: Brand, pages: Pages
) -> None:
    strange = replace(edition.press_release, title=(Run("汉"),))
    with pytest.raises(UserError, match=r"U\+6C49"):
        render_page(edition, strange, drawings, brand, pages)


def test_a_page_is_the_same_every_time(
    report_page: str, edition: Report, drawings: Mapping[str, str], brand: Brand, pages: Pages
) -> None:
    assert render_page(edition, edition.report, drawings, brand, pages) == report_page


def test_a_phone_gets_its_own_drawing_where_there_is_one(
    edition: Report, drawings: Mapping[str, str], brand: Brand, pages: Pages
) -> None:
    name = next(iter(drawings))
    narrow = drawings[name].replace("<svg", '<svg data-for="phone"', 1)
    page = render_page(edition, edition.report, {**drawings, name + NARROW: narrow}, brand, pages)
    assert page.count('<div class="broad"><svg') == page.count('<div class="narrow"><svg') == 1
    assert page.count('data-for="phone"') == 1
    assert page.count('role="group" tabindex="0" aria-label="Figuur') == len(drawings) - 1
