"""The line to the server: it breaks, comes back, and nothing is lost or said twice."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.chat import LOST, Chat
from tests.browser.serving import Server


def test_after_a_reload_the_conversation_is_there_and_nobody_greets_again(chat: Chat):
    chat.ask("My gums bleed when I brush")
    chat.settle()
    before = chat.log.locator(".message").all_inner_texts()
    chat.page.reload()
    chat.greeted()

    expect(chat.mine).to_have_count(1)
    assert chat.log.locator(".message").all_inner_texts() == before
    expect(chat.log).to_have_attribute("aria-live", "polite")


def test_what_is_written_offline_is_shown_as_waiting_and_goes_out_once(chat: Chat):
    chat.cut()
    expect(chat.status).to_contain_text("In an emergency, call your local emergency number")
    chat.write("My gums bleed when I brush")
    chat.write("What can you do?")
    expect(chat.mine).to_have_count(2)
    expect(chat.mine.first).to_contain_text("Waiting to be sent")

    chat.mend()

    expect(chat.said).not_to_have_count(1, timeout=15_000)
    chat.settle()
    expect(chat.status).not_to_contain_text("No connection")
    texts = chat.mine.all_inner_texts()
    assert [text.split("\n")[-1] for text in texts] == ["My gums bleed when I brush", "What can you do?"]
    assert chat.kept()["waiting"] == []


def test_an_emergency_answered_while_away_is_told_at_once_on_return(chat: Chat):
    chat.cut()
    chat.write("my face is swollen and I cannot swallow")
    expect(chat.mine).to_contain_text("Waiting to be sent")
    chat.mend()

    expect(chat.log.get_by_role("alert")).to_contain_text("Act now", timeout=15_000)


def test_a_broken_line_says_whom_to_call_in_this_country(opened: Callable[..., Chat], server: Server):
    chat = opened().go(f"{server.url}/embed?country=GB").greeted()
    chat.cut()

    expect(chat.status).to_contain_text("In an emergency, call 999.")


def test_what_waits_survives_a_closed_page(opened: Callable[..., Chat], server: Server):
    chat = opened().go(f"{server.url}/embed").greeted()
    chat.cut()
    chat.write("My gums bleed when I brush")
    expect(chat.mine).to_contain_text("Waiting to be sent")
    chat.page.goto("about:blank")
    chat.mend()
    chat.go(f"{server.url}/embed").greeted()

    expect(chat.said.last).to_contain_text("gum", timeout=15_000)
    expect(chat.mine).to_have_count(1)


def test_a_conversation_survives_a_restart_of_the_server(chat: Chat, server: Server):
    chat.ask("My gums bleed when I brush")
    chat.settle()
    before = chat.log.locator(".message").all_inner_texts()
    chat.meant = LOST
    server.stop()
    expect(chat.status).to_contain_text("No connection")
    chat.write("What can you do?")
    server.start()

    expect(chat.mine).to_have_count(2)
    expect(chat.said).not_to_have_count(len(before) - 1, timeout=20_000)
    chat.settle()
    assert chat.log.locator(".message").all_inner_texts()[: len(before)] == before


def test_where_websockets_are_shut_it_talks_by_long_polling(opened: Callable[..., Chat], server: Server):
    chat = opened()
    chat.page.add_init_script(
        """window.WebSocket = class {
          constructor() { setTimeout(() => this.onerror?.(new Event("error"))); }
          close() {}
        }"""
    )
    polled: list[str] = []
    chat.page.on("request", lambda request: "transport=polling" in request.url and polled.append(request.url))
    chat.go(f"{server.url}/embed").greeted().ask("My gums bleed when I brush")

    assert polled


def test_two_pages_of_one_person_show_the_same(chat: Chat, server: Server):
    other = Chat(chat.page.context.new_page(), chat.problems).go(f"{server.url}/embed").greeted()
    expect(other.log.locator(".message")).to_have_count(1)

    chat.ask("My gums bleed when I brush")

    expect(other.mine).to_have_text("You: My gums bleed when I brush")
    expect(other.said.last).to_contain_text("gum")


def test_a_chat_that_was_erased_elsewhere_begins_anew_and_says_so(chat: Chat, server: Server):
    token = chat.kept()["token"]
    chat.page.request.delete(f"{server.url}/api/session", headers={"Authorization": f"Bearer {token}"})

    chat.write("My gums bleed when I brush")

    expect(chat.log).to_contain_text("Your last chat is no longer kept.")
    chat.greeted()
    expect(chat.said.last).to_contain_text("gum", timeout=15_000)
    expect(chat.mine).to_have_count(1)
    assert chat.kept()["token"] != token


def test_who_writes_too_fast_is_told_and_an_emergency_is_still_heard(chat: Chat):
    for number in range(22):
        chat.write(f"hello {number}")
    expect(chat.log.locator(".note").first).to_contain_text("Waiting to be sent.", timeout=20_000)
    expect(chat.log.get_by_role("alert")).to_have_count(0)
    chat.write("my face is swollen and I cannot breathe")

    expect(chat.log.get_by_role("alert")).to_contain_text("emergency", timeout=20_000)
