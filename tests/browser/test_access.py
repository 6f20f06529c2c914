"""For everyone: axe in every state, the keyboard alone, screen readers, zoom, right to left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.chat import TAG, Chat
from tests.browser.serving import OtherSite, Server

SHOTS = Path(__file__).parents[2] / "reports/screenshots"
DEVICES = {"phone": {"width": 390, "height": 844, "has_touch": True}, "desk": {"width": 1280, "height": 860}}
LOOKS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
}
EMERGENCY = "my face is swollen and I cannot swallow"


class Tour:
    """Goes through the states of a page: a picture of each, for people to judge, and what axe finds in it."""

    def __init__(self, chat: Chat, look: str) -> None:
        self._chat, self._look = chat, look
        self.found: dict[str, list[str]] = {}

    def stop(self, state: str, whole: bool = False) -> None:
        """Here the page is in this state. `whole`: the picture shows what is below the fold, too."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        self._chat.page.screenshot(path=SHOTS / f"{self._look}-{state}.png", full_page=whole)
        if found := axe.violations(self._chat.page):
            self.found[state] = found


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("device", DEVICES)
def test_axe_finds_nothing_in_any_state_of_the_button(
    opened: Callable[..., Chat], other_site: OtherSite, device: str, look: str
):
    chat = opened(**DEVICES[device], **LOOKS[look]).go(f"{other_site.url}/plain.html")
    tour = Tour(chat, f"{device}-{look}")
    expect(chat.launcher).to_be_visible()
    tour.stop("closed")
    chat.launcher.click()
    chat.greeted()
    tour.stop("open")
    chat.ask("My gums bleed when I brush").get_by_text("Where this comes from").click()
    chat.settle()
    tour.stop("answer")
    chat.write(EMERGENCY)
    expect(chat.log.get_by_role("alert")).to_be_visible()
    tour.stop("emergency")
    chat.menu()
    tour.stop("menu")
    chat.root.get_by_role("button", name="Erase this chat").click()
    tour.stop("sure")
    chat.root.get_by_role("button", name="Back to the chat").click()
    chat.cut()
    chat.write("hello")
    expect(chat.mine.last).to_contain_text("Waiting")
    tour.stop("offline")
    chat.field.fill("a" * 2100)
    expect(chat.root.locator(".count")).to_contain_text("too many")
    tour.stop("error")

    assert tour.found == {}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("device", DEVICES)
def test_axe_finds_nothing_in_our_own_pages(
    opened: Callable[..., Chat], server: Server, device: str, look: str
):
    chat = opened(**DEVICES[device], **LOOKS[look]).go(server.url)
    tour = Tour(chat, f"{device}-{look}")
    start = chat.root.get_by_role("button", name="Start the chat")
    expect(start).to_be_visible()
    tour.stop("page", whole=True)
    start.click()
    chat.greeted()
    tour.stop("page-begun")
    chat.go(f"{server.url}/embed").greeted()
    tour.stop("full")

    assert tour.found == {}


def test_the_keyboard_alone_is_enough(opened: Callable[..., Chat], other_site: OtherSite):
    chat = opened().go(f"{other_site.url}/plain.html")
    press = chat.page.keyboard.press
    expect(chat.launcher).to_be_visible()
    press("Tab")
    press("Tab")
    assert chat.focused() == "Ask about teeth and gums"
    press("Enter")
    expect(chat.field).to_be_focused()
    chat.greeted()
    chat.page.keyboard.type("My gums bleed when I brush")
    press("Enter")
    expect(chat.said.last).to_contain_text("gum")
    expect(chat.picks.first).to_be_visible()
    titles = chat.picks.all_inner_texts()
    for title in reversed(titles):
        press("Shift+Tab")
        assert chat.focused() == title
    press("Space")
    expect(chat.mine.last).to_contain_text(titles[0])
    expect(chat.field).to_be_focused()
    chat.settle()

    while chat.focused() != "Privacy and settings":
        press("Shift+Tab")
    press("Enter")
    assert chat.focused() == "Privacy and settings"
    expect(chat.root.get_by_role("region", name="Privacy and settings")).to_be_visible()
    press("Escape")
    assert chat.focused() == "Privacy and settings"
    expect(chat.log).to_be_visible()
    press("Escape")
    expect(chat.panel).to_be_hidden()
    expect(chat.launcher).to_be_focused()


def test_the_order_of_focus_is_the_order_of_reading(opened: Callable[..., Chat], other_site: OtherSite):
    chat = opened().go(f"{other_site.url}/plain.html")
    chat.launcher.click()
    chat.greeted()
    chat.root.get_by_role("button", name="Privacy and settings").focus()
    seen = []
    for _ in range(5 + chat.picks.count()):
        seen.append(chat.focused())
        chat.page.keyboard.press("Tab")

    picks = chat.picks.all_inner_texts()
    assert seen[:2] == ["Privacy and settings", "Close the chat"]
    assert seen[2].strip() == "Conversation"
    assert seen[3] == "999"
    assert seen[4:] == [*picks, "Your message"]


def test_on_a_phone_the_window_holds_the_focus_and_gives_it_back(
    opened: Callable[..., Chat], other_site: OtherSite
):
    chat = opened(**DEVICES["phone"]).go(f"{other_site.url}/plain.html")
    chat.launcher.click()
    chat.greeted()
    assert chat.panel.evaluate("(node) => node.matches(':modal')")
    box = chat.panel.bounding_box()
    assert box == {"x": 0, "y": 0, "width": 390, "height": 844}
    chat.page.keyboard.press("Escape")

    expect(chat.panel).to_be_hidden()
    expect(chat.launcher).to_be_focused()


def test_a_screen_reader_hears_replies_politely_and_an_emergency_at_once(chat: Chat):
    expect(chat.log).to_have_attribute("aria-live", "polite")
    assert "Companion: " in chat.said.first.evaluate("(node) => node.textContent")
    chat.write(EMERGENCY)
    expect(chat.log.get_by_role("alert")).to_have_count(1)

    chat.page.reload()
    chat.greeted()
    expect(chat.log.locator(".card.emergency")).to_have_attribute("role", "group")
    expect(chat.log.get_by_role("alert")).to_have_count(0)


@pytest.mark.parametrize("device", DEVICES)
def test_everything_to_press_is_44_pixels_high(opened: Callable[..., Chat], server: Server, device: str):
    chat = opened(**DEVICES[device]).go(f"{server.url}/embed").greeted()
    chat.ask("My gums bleed when I brush")
    small = """(nodes) => nodes.filter((node) => node.checkVisibility())
      .map((node) => [node.textContent || node.className, node.getBoundingClientRect()])
      .filter(([, box]) => box.height < 43.9 || box.width < 43.9).map(([name]) => name)"""
    assert chat.root.locator("button, summary, textarea").evaluate_all(small) == []
    chat.menu()
    assert chat.root.locator("button, .size").evaluate_all(small) == []


@pytest.mark.parametrize("text", ["Normal", "Very large"])
def test_at_400_percent_nothing_is_cut_off_or_runs_out_of_the_side(
    opened: Callable[..., Chat], other_site: OtherSite, text: str
):
    chat = opened(width=320, height=256).go(f"{other_site.url}/plain.html")
    chat.launcher.click()
    chat.greeted()
    chat.menu().get_by_role("radio", name=text, exact=True).check()
    chat.root.get_by_role("button", name="Back to the chat").click()
    chat.ask("my face is swollen and I cannot swallow")

    wide = chat.root.locator(".panel, .panel *").evaluate_all(
        """(nodes) => nodes.filter((node) => !node.closest('.unseen') && !(node instanceof SVGElement)
          && node.checkVisibility() && node.getBoundingClientRect().right > innerWidth + 1)
          .map((node) => node.className || node.localName)"""
    )
    assert wide == []
    for part in (
        chat.field,
        chat.log.locator(".card .where"),
        chat.root.get_by_role("button", name="Close the chat"),
    ):
        part.scroll_into_view_if_needed()
        expect(part).to_be_in_viewport()


def test_labels_in_arabic_run_from_right_to_left(opened: Callable[..., Chat], other_site: OtherSite):
    chat = opened().go(f"{other_site.url}/arabic.html")
    launcher = chat.launcher.bounding_box()
    assert launcher
    assert launcher["x"] < 100
    chat.launcher.click()
    chat.greeted()
    frame = chat.root.locator(".frame")
    expect(frame).to_have_attribute("dir", "rtl")
    expect(frame).to_have_attribute("lang", "ar")
    expect(chat.said.locator(".words").first).to_have_attribute("lang", "en")
    chat.root.locator("textarea").fill("My gums bleed when I brush")
    chat.root.locator("textarea").press("Enter")
    expect(chat.said.last).to_contain_text("gum")
    mine = chat.mine.locator(".bubble").bounding_box()
    reply = chat.said.last.locator(".bubble").bounding_box()
    assert mine
    assert reply
    assert mine["x"] < reply["x"]
    assert axe.violations(chat.page, TAG) == []


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_who_wants_no_motion_gets_none(opened: Callable[..., Chat], server: Server, motion: str):
    chat = opened(reduced_motion=motion).go(f"{server.url}/embed").greeted()

    moving = chat.said.first.evaluate("(node) => getComputedStyle(node).animationName")
    assert moving == ("none" if motion == "reduce" else "appear")
