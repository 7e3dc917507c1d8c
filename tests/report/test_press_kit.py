"""The press kit: what of an edition stands on its page, what each file is called, and what is told of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportgen.report.model import Paragraph, Quote, Run, plain
from reportgen.report.press_kit import (
    Download,
    PressKit,
    alone,
    in_words,
    press_kit_of,
    readme,
    with_archive,
)
from tests.publish import example

EDITION = example.edition()
SIZES = {
    "rapport.pdf": 580_569,
    "persbericht.docx": 21_215,
    "figuren/houding.png": 7_100,
    "figuren/houding.svg": 15_200,
    "figuren/drukwerk/houding.svg": 29_100,
    "figuren/houding.csv": 546,
}
MEASURES = {"figuren/houding.png": (964, 420)}


@pytest.fixture(scope="module")
def kit() -> PressKit:
    return press_kit_of(EDITION, SIZES, MEASURES)


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (1, "1 kB"),
        (1_499, "1 kB"),
        (24_500, "25 kB"),
        (999_499, "999 kB"),
        (1_000_000, "1,0 MB"),
        (2_791_716, "2,8 MB"),
    ],
)
def test_the_size_of_a_file_is_told_in_words(size: int, words: str) -> None:
    assert in_words(size) == words


def test_only_files_that_were_made_are_given_with_the_press_release_first(kit: PressKit) -> None:
    assert [(one.title, one.form, one.path, one.size) for one in kit.documents] == [
        ("Persbericht", "Word", "persbericht.docx", "21 kB"),
        ("Rapport", "PDF", "rapport.pdf", "581 kB"),
    ]
    assert all(one.told for one in kit.documents)


def test_a_figure_has_its_picture_what_that_says_whose_it_is_and_its_files(kit: PressKit) -> None:
    (image,) = kit.figures
    figure = example.houding()
    assert (plain(image.caption), plain(image.told)) == (plain(figure.title), plain(figure.told))
    assert (image.path, image.width, image.height) == ("figuren/houding.png", 964, 420)
    assert plain(image.credits[0]).endswith("Bron: Nationale Voice Monitor 2025.")
    assert [(one.form, one.kept_as) for one in image.files] == [
        ("PNG", "houding.png"),
        ("SVG", "houding.svg"),
        ("SVG voor drukwerk", "houding-drukwerk.svg"),
        ("CSV", "houding.csv"),
    ]


def test_under_embargo_every_image_says_so() -> None:
    embargo = "Onder embargo tot woensdag 19 maart 2025, 06.00 uur"
    (image,) = press_kit_of(replace(EDITION, embargo=embargo), SIZES, MEASURES).figures
    assert plain(image.credits[-1]) == embargo


def test_a_page_within_the_archive_goes_without_the_archive(kit: PressKit) -> None:
    assert kit.archive is None
    beside = with_archive(kit, 2_791_716)
    assert isinstance(beside.archive, Download)
    assert (beside.archive.path, beside.archive.size) == ("kit.zip", "2,8 MB")
    assert replace(beside, archive=None) == kit


def test_a_reference_in_brackets_is_left_out_and_another_is_no_link() -> None:
    reference = Run("figuur 1", link="#figuur-houding", origin="reference")
    in_brackets = (Run("Het stijgt ("), reference, Run("). Dat blijkt."))
    assert plain(alone(in_brackets)) == "Het stijgt. Dat blijkt."
    within = (Run("Zoals "), reference, Run(" toont."))
    assert plain(alone(within)) == plain(within)
    assert [run.link for run in alone(within)] == [None, None, None]


def test_a_quote_comes_with_who_said_it_and_an_open_one_with_nothing_else() -> None:
    said, by, other = Quote((Run("“Ja.”"),)), Paragraph((Run("– A, B"),), "note"), Paragraph((Run("Tekst"),))
    (chapter,) = EDITION.press_release.chapters
    release = replace(EDITION.press_release, chapters=(replace(chapter, blocks=(other, said, by, other)),))
    assert press_kit_of(replace(EDITION, press_release=release), {}, {}).quotes == (said, by)
    open_ = replace(said, placeholder=True)
    release = replace(release, chapters=(replace(chapter, blocks=(open_, by)),))
    assert press_kit_of(replace(EDITION, press_release=release), {}, {}).quotes == (open_,)


def test_the_readme_tells_what_is_there_and_no_more_and_for_whom_the_copy_is() -> None:
    copy = replace(EDITION, release="Onder embargo tot woensdag", recipient="Exemplaar voor De Krant")
    told = readme(copy, ["rapport.pdf", "figuren/houding.png"])
    assert "rapport.pdf" in told
    assert "persbericht" not in told
    assert "figuren/drukwerk/*.svg" in told
    assert "social/" not in told
    assert "\nOnder embargo tot woensdag\nExemplaar voor De Krant\n" in told
    for line in (EDITION.simulation_notice, EDITION.licence, "sha256sum -c SHA256SUMS"):
        assert line in told
