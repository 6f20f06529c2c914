"""What someone may write, or make the server say, stays text; and the page's policy is kept."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import WebSocketRoute, expect

from tests.browser.chat import Chat
from tests.browser.serving import Server

CORPUS = [
    "<script>window.hurt = 1</script>",
    "<img src=x onerror='window.hurt = 1'>",
    "<svg><script>window.hurt = 1</script></svg>",
    "<svg/onload=window.hurt=1>",
    "<iframe srcdoc='<script>parent.hurt = 1</script>'></iframe>",
    "<math><mtext></p><style><img src=x onerror=window.hurt=1></style></mtext></math>",
    "<a href='javascript:window.hurt=1'>press</a>",
    "[press](javascript:window.hurt=1)",
    "[press](JaVaScRiPt:window.hurt=1)",
    "[press](data:text/html,<script>opener.hurt=1</script>)",
    "[press](//evil.example/)",
    "[press](https://evil.example/)",
    "[press](https://www.nhs.uk@evil.example/)",
    "[press](https://www.nhs.uk:444/)",
    "[press](http://www.nhs.uk/)",
    "https://evil.example/?www.nhs.uk",
    "**<b onmouseover=window.hurt=1>bold</b>**",
    "- <form action=//evil.example><button>press</button></form>",
    "1. <style>*{display:none}</style>",
    "# <base href=//evil.example>",
    "{{constructor.constructor('window.hurt=1')()}}",
    "${window.hurt = 1}",
    "&lt;script&gt;window.hurt=1&lt;/script&gt;",
    "\u202e<script>window.hurt=1</script>\u2066",
    "]]><script>window.hurt=1</script>",
    "<template shadowrootmode=open><script>window.hurt=1</script></template>",
]
FORBIDDEN = (
    "script, img, iframe, svg:not(.icon):not(.mark), style, form:not(.composer), base, object, embed, math, b"
)


def unhurt(chat: Chat) -> None:
    """No element came of a text, and nothing ran."""
    assert chat.root.locator(FORBIDDEN).count() == 0
    assert chat.page.evaluate("() => 'hurt' in window") is False


def test_what_a_person_writes_is_shown_letter_by_letter(chat: Chat):
    text = "\n".join(CORPUS)
    chat.ask(text)

    shown = chat.mine.locator(".bubble").evaluate("(node) => node.textContent")
    assert shown == text
    assert chat.mine.locator(".bubble *").count() == 0
    unhurt(chat)


def hostile(frame: str) -> str:
    """A frame of the server with a greeting that a broken or captured server might send."""
    head, _, body = frame.partition("[")
    if not body.startswith('"session_state"'):
        return frame
    name, state = json.loads(f"[{body}")
    reply = state["messages"][0]["reply"]
    state["messages"][0]["text"] = "\n\n".join(CORPUS)
    reply["buttons"] = CORPUS[:6]
    reply["sources"] = [
        {
            "id": "a",
            "title": CORPUS[0],
            "organisation": CORPUS[1],
            "year": CORPUS[3],
            "url": "javascript:hurt=1",
        },
        {"id": "b", "title": "t", "organisation": "o", "year": 1, "url": "data:text/html,<script></script>"},
        {"id": "c", "title": "NHS", "organisation": "NHS", "year": 2024, "url": "https://www.nhs.uk/"},
    ]
    reply["documents"] = [{"name": CORPUS[1], "type": "text/html", "href": "//evil.example/a"}]
    reply["kind"], reply["level"], reply["destination"] = "card", "emergency", "<img src=x>"
    return f"{head}{json.dumps([name, state])}"


def test_what_a_captured_server_says_is_no_more_than_words(opened: Callable[..., Chat], server: Server):
    chat = opened()

    def between(here: WebSocketRoute) -> None:
        there = here.connect_to_server()
        there.on_message(lambda frame: here.send(hostile(str(frame))))

    chat.page.route_web_socket(re.compile("socket.io"), between)
    chat.go(f"{server.url}/embed")

    expect(chat.said).to_have_count(1)
    unhurt(chat)
    links: list[Any] = chat.log.locator("a").evaluate_all("(nodes) => nodes.map((node) => node.href)")
    assert links == ["https://www.nhs.uk/"]
    assert chat.picks.all_inner_texts() == CORPUS[:6]

    chat.log.locator(".papers button").click()
    expect(chat.status).to_contain_text("That did not work.")
    chat.meant = ("404",)  # it was asked of our server, not of theirs


@pytest.mark.parametrize("path", ["", "embed"])
def test_the_page_keeps_a_strict_policy(opened: Callable[..., Chat], server: Server, path: str):
    chat = opened()
    answer = chat.page.goto(f"{server.url}/{path}")
    assert answer
    policy = answer.headers["content-security-policy"]
    for part in (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "require-trusted-types-for 'script'",
    ):
        assert part in policy
    assert "unsafe" not in policy
    if not path:
        chat.root.get_by_role("button", name="Start the chat").click()
    chat.greeted().ask("My gums bleed when I brush")  # a report of the policy fails the test at its end


def test_nothing_is_asked_of_the_server_before_the_person_wants_it(
    opened: Callable[..., Chat], server: Server
):
    chat = opened()
    asked: list[str] = []
    chat.page.on("request", lambda request: asked.append(request.url))
    chat.page.on("websocket", lambda socket: asked.append(socket.url))
    chat.go(server.url)
    expect(chat.root.get_by_role("button", name="Start the chat")).to_be_visible()
    chat.page.wait_for_timeout(300)

    assert not [url for url in asked if "socket.io" in url or "/api/" in url]
    assert chat.kept() == {}
    assert chat.page.context.cookies() == []
