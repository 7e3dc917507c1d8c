from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Sequence

import pikepdf
import pytest

from reportgen.brand import Brand
from reportgen.errors import Problem, UserError
from reportgen.publish.pdf import render_pdf
from reportgen.publish.pieces import Leaf, UnsettledError, settle

HEAD = (
    '<!DOCTYPE html><html lang="nl-NL"><head><title>Proef</title><meta name="author" content="Wij">'
    '<style>html { font-family: "Source Sans 3" } .new { break-before: page }</style></head><body>'
)
END = "</body></html>"
NEW_PAGE = '<p class="new">'


def page(*pieces: str, before: str = "<h1>Omslag</h1>") -> str:
    """A publication of a cover and some pieces."""
    return HEAD + before + "".join(f"<section data-piece>{piece}</section>" for piece in pieces) + END


def by_breaks(source: str) -> tuple[Leaf, ...]:
    """A typesetter that breaks pages only where it is told to."""
    body = source.partition("<body>")[2]
    anchors = (dict.fromkeys(re.findall(r'id="(\w+)"', one), (0.0, 0.0)) for one in body.split(NEW_PAGE))
    return tuple(Leaf(100.0, found, ()) for found in anchors)


def settled(html: str, closing: Callable[[Mapping[str, int]], str] | None = None) -> list[str]:
    """What is in the body of each piece."""
    sources, _ = settle(html, closing, by_breaks)
    return [source.partition("<body>")[2].removesuffix(END) for source in sources]


# On which page things stand


def test_what_stands_in_another_piece_is_named_with_its_page_also_when_that_lies_ahead() -> None:
    ahead = '<a href="#b" data-of="#b" id="x">b</a>'
    behind = f'{NEW_PAGE}<a id="b" href="#a" data-of="#a">a</a>'
    assert settled(page(f'<p id="a">{ahead}', behind))[1:] == [
        '<section data-piece><p id="a"><a href="elders:b" data-page="4" id="x">b</a></section>',
        '<section data-piece><p class="new"><a id="b" href="elders:a" data-page="2">a</a></section>',
    ]


@pytest.mark.parametrize(("between", "told"), [("", ""), (NEW_PAGE, 'data-page="3"')])
def test_within_a_piece_a_reference_names_the_page_only_of_what_stands_on_another(between: str, told: str) -> None:
    html = page(f'<span data-of="#b" id="x"></span>{between}<p id="b">')
    assert settled(html)[1] == f'<section data-piece><span {told} id="x"></span>{between}<p id="b"></section>'


def test_a_reference_that_would_move_by_naming_a_page_settles() -> None:
    def lay_out(source: str) -> Sequence[Leaf]:
        if "<section" not in source:
            return [Leaf(100.0, {}, ())]
        # With a page number, the reference no longer fits on the page before its target.
        first: dict[str, tuple[float, float]] = {} if "data-page" in source else {"x": (0.0, 0.0)}
        second = {"b": (0.0, 0.0), **({"x": (0.0, 0.0)} if not first else {})}
        return [Leaf(100.0, first, ()), Leaf(100.0, second, ())]

    sources, _ = settle(page('<span data-of="#b" id="x"></span>'), None, lay_out)
    assert 'data-page="3" id="x"' in sources[1]


def test_pages_that_never_settle_are_a_mistake_of_ours() -> None:
    rounds = iter(range(100))

    def lay_out(_source: str) -> Sequence[Leaf]:
        return [Leaf(100.0, {f"a{next(rounds)}": (0.0, 0.0)}, ())]

    with pytest.raises(UnsettledError):
        settle(page(), None, lay_out)


def test_what_closes_a_publication_is_made_of_where_everything_before_it_stands() -> None:
    def closing(places: Mapping[str, int]) -> str:
        return page(f'<p id="c">a staat op {places["a"]}</p>', before="")

    assert settled(page('<p id="a">', '<a href="#c" data-of="#c">'), closing)[2:] == [
        '<section data-piece><a href="elders:c" data-page="4"></section>',
        '<section data-piece><p id="c">a staat op 2</p></section>',
    ]


def test_only_the_first_piece_says_what_the_publication_is_called_and_each_knows_its_page() -> None:
    first, second, third = settle(page("een", f"{NEW_PAGE}twee"), None, by_breaks)[0]
    assert "<title>Proef</title>" in first
    for source, number in ((second, 2), (third, 3)):
        assert "<title>" not in source
        assert "<meta name=" not in source
        assert "break-before: page" in source
        assert f"counter-reset: page {number} " in source


def test_what_is_wrong_in_several_pieces_is_told_at_once() -> None:
    def lay_out(source: str) -> Sequence[Leaf]:
        raise UserError(Problem(source.partition("<body>")[2].removesuffix(END), "Doe iets."))

    with pytest.raises(UserError) as caught:
        settle(page("een", "twee"), None, lay_out)
    assert len(caught.value.problems) == 3


# Joined into one document


CHAPTERS = page(
    '<h2 id="een">Een</h2><p>Zie <a href="#drie">verderop</a>.</p><table><thead><tr><th>Kop</th></tr></thead>'
    "<tbody><tr><td>1</td></tr></tbody></table>",
    '<h2 id="twee">Twee</h2><p class="new">Verder</p><h3 id="drie">Drie</h3><p>Terug naar <a href="#een">een</a>.</p>'
    "<table><thead><tr><th>Kop</th></tr></thead><tbody><tr><td>2</td></tr></tbody></table>",
)


@pytest.fixture(scope="module")
def document(brand: Brand) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(render_pdf(CHAPTERS, brand)))


def test_links_lead_from_one_piece_to_another_and_say_where_to(document: pikepdf.Pdf) -> None:
    links = [link for one in document.pages for link in one.obj.get("/Annots", [])]
    assert [(str(link.Dest), str(link.Contents)) for link in links] == [("drie", "verderop"), ("een", "een")]
    assert not [link for link in links if "/A" in link]
    named = document.Root.Names.Dests.Names
    places = {str(name): place for name, place in zip(list(named)[::2], list(named)[1::2], strict=True)}
    pages = [one.obj.objgen for one in document.pages]
    assert {name: pages.index(place[0].objgen) for name, place in places.items()} == {"een": 1, "twee": 2, "drie": 3}


def test_the_outline_has_the_headings_of_all_pieces_under_that_of_the_first(document: pikepdf.Pdf) -> None:
    with document.open_outline() as outline:
        (cover,) = outline.root
        assert (cover.title, [chapter.title for chapter in cover.children]) == ("Omslag", ["Een", "Twee"])
        assert [section.title for section in cover.children[1].children] == ["Drie"]


def test_all_tags_hang_under_one_document_and_each_name_is_that_of_one_element(document: pikepdf.Pdf) -> None:
    tree = document.Root.StructTreeRoot
    (root,) = tree.K
    assert all(child.P.objgen == root.objgen for child in root.K)
    names = [bytes(name) for name in list(tree.IDTree.Names)[::2]]
    assert len(set(names)) == len(names) == 4
    assert names == sorted(names)


def test_each_page_and_link_is_found_among_the_tags_by_a_number_of_its_own(document: pikepdf.Pdf) -> None:
    numbers = [int(number) for number in list(document.Root.StructTreeRoot.ParentTree.Nums)[::2]]
    used = [int(one.obj.StructParents) for one in document.pages]
    used += [int(link.StructParent) for one in document.pages for link in one.obj.get("/Annots", [])]
    assert numbers == sorted(used) == list(range(len(used)))


def test_a_piece_that_was_set_before_is_not_set_again(brand: Brand) -> None:
    store: dict[tuple[str, str], bytes] = {}
    made: list[str] = []

    def kept(kind: str, source: str, make: Callable[[], bytes]) -> bytes:
        if (kind, source) not in store:
            made.append(kind)
            store[kind, source] = make()
        return store[kind, source]

    first = render_pdf(CHAPTERS, brand, kept=kept)
    assert sorted(made) == ["leaves"] * 3 + ["pieces"] * 3
    made.clear()
    assert render_pdf(CHAPTERS, brand, kept=kept) == first
    assert made == []
    changed = CHAPTERS.replace("Verder</p>", "Verderop</p>")
    assert render_pdf(changed, brand, kept=kept) == render_pdf(changed, brand)
    assert made == ["leaves", "pieces"]


def test_what_weasyprint_logs_of_a_piece_is_told_each_time_and_such_a_piece_is_not_kept(brand: Brand) -> None:
    store: dict[tuple[str, str], bytes] = {}

    def kept(kind: str, source: str, make: Callable[[], bytes]) -> bytes:
        if (kind, source) not in store:
            store[kind, source] = make()
        return store[kind, source]

    for _ in range(2):
        with pytest.raises(UserError, match="#nergens"):
            render_pdf(page("een", '<a href="#nergens">x</a>'), brand, kept=kept)


MARGINS = (
    '<!DOCTYPE html><html lang="nl-NL"><head><style>'
    '@page { @top-left { content: "Bij ons"; font-family: "Source Sans 3" } }'
    "@page :first { @top-left { content: none } }"
    f'</style></head><body><div></div><div style="break-before: page"></div>{END}'
)


def test_margins_are_laid_over_pages_as_artifacts_of_what_begins_and_of_what_goes_on(brand: Brand) -> None:
    with pikepdf.open(io.BytesIO(render_pdf(CHAPTERS, brand, margins=MARGINS))) as pdf:
        layers = [
            re.findall(rb"/(Opening|GoingOn) Do", b"".join(c.read_bytes() for c in one.Contents)) for one in pdf.pages
        ]
        assert layers == [[b"Opening"], [b"Opening"], [b"Opening"], [b"GoingOn"]]
        drawn = [pdf.pages[-1].resources.XObject[f"/{name}"].read_bytes() for name in ("Opening", "GoingOn")]
    assert [b"/Artifact" in one for one in drawn] == [False, True]
