"""Pictures of every look, in reports/screenshots, for people to judge; each must show what it is of."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.chat import Chat
from tests.browser.conftest import SHOTS
from tests.browser.serving import OtherSite, Server
from tests.browser.test_access import DEVICES, EMERGENCY, LOOKS


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("device", DEVICES)
def test_pictures(opened: Callable[..., Chat], server: Server, other_site: OtherSite, device: str, look: str):
    SHOTS.mkdir(parents=True, exist_ok=True)
    chat = opened(**DEVICES[device], **LOOKS[look])
    taken = []

    def shoot(name: str, whole: bool = False) -> None:
        taken.append(chat.page.screenshot(path=SHOTS / f"{device}-{look}-{name}.png", full_page=whole))

    chat.go(server.url)
    expect(chat.root.get_by_role("button", name="Start the chat")).to_be_visible()
    shoot("page", whole=True)
    chat.go(f"{other_site.url}/plain.html")
    expect(chat.launcher).to_be_visible()
    shoot("closed")
    chat.launcher.click()
    chat.greeted()
    shoot("open")
    chat.ask("My gums bleed when I brush")
    chat.settle()
    shoot("answer")
    chat.write(EMERGENCY)
    expect(chat.log.get_by_role("alert")).to_be_visible()
    shoot("emergency")
    chat.menu()
    shoot("menu")

    assert len(set(taken)) == 6
