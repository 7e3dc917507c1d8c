"""A copy for one reader has a name that can be printed, and a folder that no other copy gets."""

from __future__ import annotations

import pytest

from reportgen.copies import UnfitNameError, folder_of, recipient_of


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("NRC", "NRC"),
        ("  de \t Volkskrant\n", "de Volkskrant"),
        ("<b>Jansen</b> & Co {x}", "<b>Jansen</b> & Co {x}"),
        ("Beyonce\u0301", "Beyoncé"),
        ("x" * 80, "x" * 80),
    ],
)
def test_a_name_is_printed_as_it_was_typed_but_for_its_spaces(written: str, name: str) -> None:
    assert recipient_of(written) == name


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("", "vul een naam in"),
        (" \n ", "vul een naam in"),
        ("?!", "vul een naam in"),
        ("x" * 81, "De naam heeft 81 tekens, en er is plaats voor 80."),
        ("Jan\u202enaj", "een teken dat niet te zien is"),
        ("Jan\x00", "een teken dat niet te zien is"),
        ("Jan\u200b", "een teken dat niet te zien is"),
    ],
)
def test_a_name_that_cannot_be_shown_is_refused(written: str, told: str) -> None:
    with pytest.raises(UnfitNameError, match=told):
        recipient_of(written)


def test_a_folder_shows_whose_copy_it_holds() -> None:
    assert folder_of("de Volkskrant").startswith("de-volkskrant-")
    assert folder_of("Café Ångström").startswith("cafe-angstrom-")


def test_names_that_look_alike_have_folders_of_their_own() -> None:
    names = ["de Krant", "De Krant", "de-Krant", "de Krant!", "dé Krant", "汉", "字", "../con", "x" * 80, "x" * 79]
    folders = [folder_of(name) for name in names]
    assert len({folder.casefold() for folder in folders}) == len(names)
    assert all(set(folder) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for folder in folders)
    assert max(map(len, folders)) <= 41
