"""Results are kept by what they were made from; a store that fails only costs time."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import time

import pytest

from reportgen.keeping import Store, code_digest, digest, is_current, read_digests
from reportgen.turns import wait_for_turn


def test_what_was_kept_is_found_and_what_was_damaged_is_not(tmp_path):
    store = Store(tmp_path / "kept")
    assert store.get("charts", "a") is None
    store.put("charts", "a", b"drawing")
    assert store.get("charts", "a") == b"drawing"
    (tmp_path / "kept" / "charts" / "a").write_bytes(b"half a file")
    assert store.get("charts", "a") is None


def test_a_store_that_cannot_be_written_loses_nothing(tmp_path):
    (tmp_path / "kept").write_text("a file where a folder is wanted")
    assert Store(tmp_path / "kept").put("charts", "a", b"drawing") == b"drawing"


def test_what_was_used_longest_ago_goes_until_the_rest_is_no_more_than_is_kept(tmp_path):
    store = Store(tmp_path)
    for age, key in enumerate("abc"):
        store.put("charts", key, b"drawing")
        os.utime(tmp_path / "charts" / key, (age, age))
    assert store.get("charts", "a") == b"drawing"  # which makes it the newest
    with store.tidied(most=2 * (tmp_path / "charts/a").stat().st_size):
        pass
    assert kept_in(tmp_path) == {"a", "c"}


def test_what_a_build_made_or_used_stays_however_much_it_is(tmp_path):
    store = Store(tmp_path)
    for age, key in enumerate("abc"):
        store.put("charts", key, b"drawing")
        os.utime(tmp_path / "charts" / key, (age, age))
    with store.tidied(most=0):
        store.get("charts", "b")
        store.put("documents", "d", b"page")
    assert kept_in(tmp_path) == {"b", "d"}


def test_a_folder_that_is_not_there_or_is_a_file_is_tidy(tmp_path):
    with Store(tmp_path / "new").tidied():
        pass
    (tmp_path / "kept").write_text("a file where a folder is wanted")
    with Store(tmp_path / "kept").tidied():
        pass


def kept_in(folder):
    return {file.name for file in folder.glob("*/*")}


# --- made once --------------------------------------------------------------------------------------------------------


def made_at_once(store, number, make):
    """Let as many processes want the same result at the same moment; gives what each got."""
    context = multiprocessing.get_context("fork")
    start = context.Barrier(number)
    results = context.Queue()

    def want():
        start.wait()
        results.put(store.made_once("documents", "a", make))

    processes = [context.Process(target=want) for _ in range(number)]
    for process in processes:
        process.start()
    got = [results.get(timeout=10) for _ in range(number)]
    for process in processes:
        process.join()
    return got


def test_what_several_processes_want_at_once_is_made_by_one_of_them(tmp_path):
    makers = tmp_path / "makers"

    def make():
        with makers.open("a") as file:
            file.write("made\n")
        time.sleep(0.1)
        return b"page"

    assert made_at_once(Store(tmp_path / "kept"), 4, make) == [b"page"] * 4
    assert makers.read_text() == "made\n"
    assert list((tmp_path / "kept/turns").iterdir()) == []


def test_a_maker_that_crashes_leaves_its_turn_to_the_next(tmp_path):
    crashed = tmp_path / "crashed"

    def make():
        if not crashed.exists():
            crashed.touch()
            signal.raise_signal(signal.SIGKILL)
        return b"page"

    store = Store(tmp_path / "kept")
    process = multiprocessing.get_context("fork").Process(target=store.made_once, args=("documents", "a", make))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert list((tmp_path / "kept/turns").iterdir()) != []
    assert store.made_once("documents", "a", make) == b"page"


def test_a_maker_that_fails_leaves_its_turn_to_the_next(tmp_path):
    store = Store(tmp_path)
    with pytest.raises(ZeroDivisionError):
        store.made_once("documents", "a", lambda: bytes(1 // 0))
    assert store.made_once("documents", "a", lambda: b"page") == b"page"


def test_what_another_is_making_is_left_to_it(tmp_path):
    store = Store(tmp_path)
    store.put("documents", "made", b"page")
    keys = {"rapport": "r", "tabellen": "t", "persbericht": "made"}
    with wait_for_turn(tmp_path / "turns/documents-r"):
        mine = store.turns("documents", keys)
    assert list(mine) == ["tabellen"]
    later = store.turns("documents", keys)
    assert list(later) == ["rapport"]
    for turn in (*mine.values(), *later.values()):
        turn.end()


def test_where_nothing_can_be_locked_everybody_makes_it(tmp_path):
    (tmp_path / "kept").write_text("a file where a folder is wanted")
    store = Store(tmp_path / "kept")
    assert list(store.turns("documents", {"rapport": "r"})) == ["rapport"]
    assert store.made_once("documents", "r", lambda: b"page") == b"page"


# --- hashes -----------------------------------------------------------------------------------------------------------


def test_parts_of_a_hash_do_not_run_into_each_other():
    assert digest("ab", "c") != digest("a", "bc")
    assert digest(b"a") != digest("a")


def test_the_hash_of_our_code_can_be_of_one_part():
    assert code_digest("survey") != code_digest("report/charts") != code_digest()
    assert len(code_digest("facts.py")) == 64


def test_an_edition_is_current_until_a_file_or_an_input_changes(tmp_path):
    (tmp_path / "rapport.pdf").write_bytes(b"pdf")
    manifest = {
        "editions": {"een": {"key": "k"}, "ander": {"key": "l"}},
        "files": read_digests(tmp_path, ["rapport.pdf"]),
    }
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    assert is_current(tmp_path, {"een": "k"})
    assert not is_current(tmp_path, {"een": "another key"})
    (tmp_path / "rapport.pdf").write_bytes(b"changed")
    assert not is_current(tmp_path, {"een": "k"})
    (tmp_path / "rapport.pdf").unlink()
    assert not is_current(tmp_path, {"een": "k"})


def test_a_manifest_that_is_not_ours_is_not_current(tmp_path):
    for content in ("", "{}", "[]", '{"editions": {"een": {"key": "k"}}, "files": 3}', '{"editions": [], "files": {}}'):
        (tmp_path / "manifest.json").write_text(content)
        assert not is_current(tmp_path, {"een": "k"})


def test_the_rules_that_the_code_reads_count_as_code(tmp_path, monkeypatch):
    monkeypatch.setattr("reportgen.keeping.PACKAGE", tmp_path)
    (tmp_path / "code.py").write_text("read('rules.toml')")
    (tmp_path / "rules.toml").write_text("limit = 50")
    hashed = code_digest.__wrapped__  # the digest is taken once a process
    before = hashed()
    (tmp_path / "rules.toml").write_text("limit = 60")
    assert hashed() != before
