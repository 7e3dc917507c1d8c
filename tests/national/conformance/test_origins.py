"""Where a number comes from can be seen without a mouse, on every screen."""

from __future__ import annotations

import pytest

from tests.national.conformance.accessibility import violations
from tests.national.conformance.browser import MODES, PHONE, Mode, visited

OPEN = "[...document.querySelectorAll(':popover-open')].map(panel => panel.id)"
SENTENCE = "label.traced:has-text('meerderheid')"
FOCUS = "document.activeElement.textContent.trim()"
OPENS = "button.traced, .traced > button"
OPEN_EACH = f"""() => [...document.querySelectorAll('{OPENS}')].filter(button => {{
  button.click();
  const open = [...document.querySelectorAll(':popover-open')];
  const isOwn = open.length === 1 && open[0].id === button.getAttribute('popovertarget');
  const names = open.map(panel => panel.querySelector('.about data').value);
  open.forEach(panel => panel.hidePopover());
  return !isOwn || names[0] !== button.closest('.traced').querySelector('data').value;
}}).map(button => button.closest('.traced').textContent)"""


@pytest.fixture
def page(window, edition):
    with visited(window, edition.folder / "landelijk/rapport.html", MODES[0]) as visit:
        yield visit.page


def test_enter_opens_the_panel_of_a_number_and_escape_leads_back_to_it(page):
    number = page.locator(".lead button.traced").first
    number.focus()
    page.keyboard.press("Enter")
    (panel,) = page.evaluate(OPEN)
    assert panel == number.get_attribute("popovertarget")
    assert page.evaluate("document.activeElement.id") == panel
    page.keyboard.press("Escape")
    assert page.evaluate(OPEN) == []
    assert page.evaluate(FOCUS) == number.inner_text()


def test_the_close_button_is_the_next_stop_and_closes(page):
    number = page.locator(".lead button.traced").first
    number.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS) == "Sluiten"
    page.keyboard.press("Enter")
    assert page.evaluate(OPEN) == []
    assert page.evaluate(FOCUS) == number.inner_text()


def test_every_number_in_the_text_opens_a_panel_about_itself(page):
    assert page.locator(OPENS).count() > 100
    assert page.evaluate(OPEN_EACH) == []


def test_a_screen_reader_says_the_number_and_that_there_is_more(page):
    number = page.locator(".lead button.traced").first
    assert number.aria_snapshot() == f'- button "{number.inner_text()}"'
    described = page.evaluate("id => document.getElementById(id).textContent", number.get_attribute("aria-describedby"))
    assert described == "herkomst"


def test_a_sentence_that_rests_on_a_test_flows_with_those_around_it_and_opens_its_panel(page):
    sentence = page.locator(SENTENCE).first
    ends = """label => {
      const [after, range] = [label.nextSibling, document.createRange()];
      range.setStart(after, 1);
      range.setEnd(after, 4);
      return [[...label.getClientRects()].at(-1).top, range.getBoundingClientRect().top];
    }"""
    own, next_ = sentence.evaluate(ends)
    assert abs(own - next_) < 2
    sign = sentence.locator("button")
    box = sign.bounding_box()
    assert min(box["width"], box["height"]) >= 24
    assert sign.aria_snapshot() == '- button "herkomst"'
    sign.focus()
    page.keyboard.press("Enter")
    assert page.evaluate(OPEN) == [sign.get_attribute("popovertarget")]
    page.keyboard.press("Escape")
    assert page.evaluate(OPEN) == []
    sentence.click()
    assert page.evaluate(OPEN) == [sign.get_attribute("popovertarget")]


def test_a_sentence_is_copied_with_its_numbers(page):
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.lead'))")
    copied = page.evaluate("getSelection().toString()")
    assert page.locator(".lead button.traced").first.inner_text() in copied


@pytest.mark.parametrize("mode", [Mode("phone", PHONE), *MODES[4:6]], ids=lambda mode: mode.name)
def test_an_open_panel_stays_within_the_window_and_is_accessible(window, edition, mode: Mode):
    with visited(window, edition.folder / "landelijk/persbericht.html", mode) as visit:
        visit.page.locator(".lead button.traced").first.click()
        box = visit.page.locator(":popover-open").bounding_box()
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= mode.size[0]
        assert box["y"] + box["height"] <= mode.size[1]
        assert violations(visit.page) == []


def test_words_with_an_origin_leave_room_on_a_phone_for_what_they_rest_on(window, edition):
    with visited(window, edition.folder / "landelijk/rapport.html", MODES[2]) as visit:
        visit.page.locator(SENTENCE).first.click()
        panel = visit.page.locator(":popover-open").bounding_box()
        test = visit.page.locator(":popover-open dd").first.bounding_box()
        assert test["y"] < panel["y"] + panel["height"]


def test_on_paper_a_number_is_text_as_it_was(window, edition):
    with visited(window, edition.folder / "landelijk/rapport.html", MODES[-1]) as visit:
        style = "getComputedStyle(document.querySelector('button.traced')).textDecorationLine"
        assert visit.page.evaluate(style) == "none"
        assert not visit.page.locator(".origin").first.is_visible()
