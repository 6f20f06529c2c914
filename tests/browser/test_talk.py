"""A conversation: answers, suggestions, sources, cards, papers."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.chat import Chat
from tests.browser.serving import Server


def test_the_first_words_say_that_it_is_a_program_and_offer_a_start(chat: Chat):
    expect(chat.said).to_have_count(1)
    assert chat.picks.count() >= 2


def test_a_question_gets_an_answer_and_the_persons_words_stay_as_they_were(chat: Chat):
    reply = chat.ask("My gums bleed when I brush")

    expect(reply).to_contain_text("gum")
    expect(chat.mine).to_have_text("You: My gums bleed when I brush")
    expect(chat.field).to_have_value("")
    expect(chat.field).to_be_focused()


def test_a_suggestion_sends_its_title_and_goes(chat: Chat):
    first = chat.picks.first
    title = first.inner_text()
    first.click()

    expect(chat.mine).to_have_text(f"You: {title}")
    expect(chat.said).not_to_have_count(1)
    assert title not in chat.picks.all_inner_texts()


def test_sources_are_shown_on_demand_and_lead_only_where_the_answer_says(chat: Chat):
    reply = chat.ask("My gums bleed when I brush")
    links = reply.locator(".sources a")
    expect(links.first).to_be_hidden()

    reply.get_by_text("Where this comes from").click()

    expect(links.first).to_be_visible()
    for link in links.all():
        assert (link.get_attribute("href") or "").startswith("https://")
        assert link.get_attribute("rel") == "noopener noreferrer nofollow"


def test_an_emergency_is_a_card_with_a_number_to_call(opened: Callable[..., Chat], server: Server):
    chat = opened().go(f"{server.url}/embed?country=gb").greeted()

    chat.write("my face is swollen and I cannot swallow")

    alert = chat.log.get_by_role("alert")
    expect(alert).to_contain_text("Act now: call an ambulance")
    expect(alert).to_contain_text("Where to go: an ambulance or an emergency department")
    expect(alert.get_by_role("link", name="Call 999")).to_have_attribute("href", "tel:999")
    expect(alert.get_by_role("link", name="Call 999")).to_be_in_viewport()


def test_where_the_country_is_not_known_a_number_says_where_it_is_the_right_one(chat: Chat):
    chat.write("my face is swollen and I cannot swallow")

    expect(chat.log.get_by_role("link", name="Call 999 (the UK)")).to_be_visible()
    expect(chat.log.get_by_role("link", name="Call 112 (Europe)")).to_be_visible()


def test_a_visit_card_can_be_saved(chat: Chat, tmp_path: Path):
    for words in ("make a visit card", "Just a check-up", "Show the card", "Yes, it fits", "Save it"):
        chat.ask(words)
        chat.settle()
    with chat.page.expect_download() as download:
        chat.log.get_by_role("button", name="Save as plain text").click()
    download.value.save_as(tmp_path / "card")

    assert "check-up" in (tmp_path / "card").read_text(encoding="utf-8")


def test_a_copy_holds_both_sides(chat: Chat, tmp_path: Path):
    chat.ask("My gums bleed when I brush")
    menu = chat.menu()
    with chat.page.expect_download() as download:
        menu.get_by_role("button", name="Save a copy").click()
    download.value.save_as(tmp_path / "copy.json")

    copy = (tmp_path / "copy.json").read_text(encoding="utf-8")
    assert json.loads(copy)
    assert "My gums bleed when I brush" in copy
    assert "computer program" in copy


def test_erasing_asks_once_more_and_then_nothing_is_left(chat: Chat, server: Server):
    chat.ask("My gums bleed when I brush")
    token = chat.kept()["token"]
    menu = chat.menu()
    menu.get_by_role("button", name="Erase this chat").click()
    expect(menu.get_by_role("button", name="Keep it")).to_be_focused()
    menu.get_by_role("button", name="Yes, erase it").click()

    expect(chat.status).to_have_text("Your chat is erased.")
    assert chat.kept() == {}
    answer = chat.page.request.get(f"{server.url}/api/export", headers={"Authorization": f"Bearer {token}"})
    assert answer.status == 401

    chat.root.get_by_role("button", name="Start the chat").click()
    chat.greeted()
    expect(chat.mine).to_have_count(0)


def test_the_menu_tells_what_is_kept_and_until_when(chat: Chat):
    menu = chat.menu()

    expect(menu).to_contain_text("If you write nothing more, it erases them on ")
    expect(menu).to_contain_text("does not track you")


def test_asking_to_be_remembered_is_a_message_like_any_other(chat: Chat):
    chat.menu().get_by_role("button", name="Ask me to remember you").click()

    expect(chat.mine).to_have_text("You: Remember me")
    expect(chat.said).not_to_have_count(1)


def test_the_text_grows_and_stays_so(chat: Chat):
    size = "(node) => parseFloat(getComputedStyle(node).fontSize)"
    before = chat.said.first.evaluate(size)
    chat.menu().get_by_role("radio", name="Very large").check()
    chat.root.get_by_role("button", name="Back to the chat").click()
    assert chat.said.first.evaluate(size) > 1.5 * before

    chat.page.reload()
    chat.greeted()
    assert chat.said.first.evaluate(size) > 1.5 * before


def test_too_long_is_told_before_it_is_sent(chat: Chat):
    chat.field.fill("a" * 1900)
    expect(chat.root.locator(".count")).to_have_text("100 letters left")
    chat.field.fill("a" * 2003)
    expect(chat.root.locator(".count")).to_have_text("3 letters too many. Please send it in parts.")
    chat.field.press("Enter")

    expect(chat.mine).to_have_count(0)
    expect(chat.field).to_have_value("a" * 2003)


def test_who_wants_to_be_forgotten_sees_the_words_go(chat: Chat):
    chat.ask("My gums bleed when I brush")
    chat.settle()
    chat.write("Forget me")

    expect(chat.said).to_have_count(1)
    expect(chat.said).to_contain_text("erased our messages")
    expect(chat.mine).to_have_count(0)
