"""Pages of other sites, on another origin: one whose styles attack, one whose policy is strict."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from tests.browser.chat import LOST, Chat
from tests.browser.serving import OtherSite, Server


def test_styles_of_the_page_do_not_reach_the_chat(opened: Callable[..., Chat], other_site: OtherSite):
    chat = opened().go(f"{other_site.url}/hostile.html")
    expect(chat.launcher).to_be_visible()
    box = chat.launcher.bounding_box()
    assert box
    assert box["height"] >= 44
    chat.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)  # nothing lies above it
    chat.greeted()
    reply = chat.ask("My gums bleed when I brush")

    style = reply.locator(".bubble").evaluate(
        """(node) => Object.fromEntries(
          ['color', 'fontSize', 'textTransform', 'letterSpacing', 'direction', 'opacity'].map(
            (name) => [name, getComputedStyle(node)[name]]))"""
    )
    assert style == {
        "color": "rgb(37, 26, 36)",
        "fontSize": "16px",
        "textTransform": "none",
        "letterSpacing": "normal",
        "direction": "ltr",
        "opacity": "1",
    }
    panel = chat.panel.bounding_box()
    assert panel
    assert panel["height"] > 600


def test_a_strict_policy_and_a_narrow_frame_are_no_hindrance(
    opened: Callable[..., Chat], other_site: OtherSite
):
    chat = opened().go(f"{other_site.url}/strict.html").greeted()
    chat.ask("My gums bleed when I brush")

    size, colour = chat.said.first.evaluate(
        "(node) => { const style = getComputedStyle(node); return [style.fontSize, style.color]; }"
    )
    assert (size, colour) == ("16px", "rgb(37, 26, 36)")
    box = chat.panel.bounding_box()
    assert box
    assert box["height"] > 400


def test_a_foreign_page_keeps_its_conversation_over_a_reload(
    opened: Callable[..., Chat], other_site: OtherSite
):
    chat = opened().go(f"{other_site.url}/plain.html")
    chat.launcher.click()
    chat.greeted().ask("My gums bleed when I brush")
    menu = chat.menu()
    with chat.page.expect_download():
        menu.get_by_role("button", name="Save a copy").click()
    chat.page.reload()
    chat.launcher.click()
    chat.greeted()

    expect(chat.mine).to_have_count(1)


def test_the_page_stays_as_it_is_behind_the_window(opened: Callable[..., Chat], other_site: OtherSite):
    chat = opened().go(f"{other_site.url}/plain.html")
    expect(chat.launcher).to_be_visible()
    corner = {"x": 0, "y": 0, "width": 700, "height": 500}
    before = chat.page.screenshot(clip=corner)
    chat.launcher.click()
    chat.greeted()

    assert chat.page.screenshot(clip=corner) == before
    chat.page.get_by_role("link", name="More").click()
    assert chat.page.url.endswith("#more")
    expect(chat.panel).to_be_visible()


def test_a_site_chooses_colours_words_and_place(opened: Callable[..., Chat], other_site: OtherSite):
    chat = opened(color_scheme="dark").go(f"{other_site.url}/themed.html")
    expect(chat.launcher).to_have_text("Questions about teeth")
    box = chat.launcher.bounding_box()
    assert box
    assert box["x"] < 100
    assert chat.page.evaluate("() => localStorage.length") == 0
    chat.page.get_by_role("button", name="A button of our own").click()
    expect(chat.panel).to_be_visible()
    expect(chat.root.get_by_role("heading", name="Ask us")).to_be_visible()
    chat.root.get_by_role("button", name="Start the chat").click()
    chat.greeted()

    colour = "(node) => getComputedStyle(node).backgroundColor"
    assert chat.root.locator(".send").evaluate(colour) == "rgb(0, 80, 140)"
    assert chat.panel.evaluate(colour) == "rgb(253, 251, 253)"  # light, whatever the device says


def test_a_browser_without_popovers_opens_and_closes_it_too(
    opened: Callable[..., Chat], other_site: OtherSite
):
    chat = opened()
    chat.page.add_init_script(
        "for (const name of ['showPopover', 'hidePopover', 'popover']) delete HTMLElement.prototype[name]"
    )
    chat.go(f"{other_site.url}/plain.html")
    chat.launcher.click()
    chat.greeted()
    box = chat.panel.bounding_box()
    assert box
    assert box["x"] > 700
    chat.root.get_by_role("button", name="Close the chat").click()
    expect(chat.panel).to_be_hidden()
    expect(chat.launcher).to_be_focused()


def test_a_site_that_is_not_allowed_gets_no_conversation(opened: Callable[..., Chat], other_site: OtherSite):
    chat = opened().go(f"{other_site.stranger}/plain.html")
    chat.meant = (*LOST, "ERR_FAILED", "CORS policy", "403")
    chat.launcher.click()

    expect(chat.status).to_contain_text("No connection")
    expect(chat.said).to_have_count(0)


@pytest.mark.parametrize("fate", ["slow", "gone"])
def test_the_page_waits_for_nothing_of_ours(
    opened: Callable[..., Chat], server: Server, other_site: OtherSite, fate: str
):
    chat = opened()
    chat.meant = ("ERR_FAILED",)
    held: list[Route] = []
    chat.page.route("**/widget.js", lambda route: held.append(route) if fate == "slow" else route.abort())
    chat.page.goto(f"{other_site.url}/plain.html", wait_until="domcontentloaded")

    expect(chat.page.get_by_role("heading", name="Our surgery")).to_be_visible()
    chat.page.get_by_role("link", name="More").click()
    expect(chat.launcher).to_have_count(0)
    for route in held:
        route.continue_()
        expect(chat.launcher).to_be_visible()
