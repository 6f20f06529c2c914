"""What a person does with the chat, and what a test wants to know of it."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

TAG = "virtual-companion"
# A browser notes each attempt to connect that fails.
LOST = ("ERR_INTERNET_DISCONNECTED", "ERR_CONNECTION_REFUSED", "WebSocket", "ERR_NETWORK")


class Chat:
    """The widget in a page.

    `problems` are what the browser complained about, CSP reports included. `meant` are parts of
    complaints that a test brings about on purpose: one for each request that fails, say.
    """

    def __init__(self, page: Page, problems: list[str]) -> None:
        self.page, self.problems = page, problems
        self.meant: tuple[str, ...] = ()
        self.root = page.locator(TAG)
        self.field = self.root.get_by_label("Your message")
        self.log = self.root.get_by_role("log")
        self.said = self.log.locator(".companion")
        self.mine = self.log.locator(".person")
        self.picks = self.log.get_by_role("group", name="You can pick one").get_by_role("button")
        self.status = self.root.locator(".status")
        self.launcher = self.root.locator(".launcher")
        self.panel = self.root.locator(".panel")

    def complaints(self) -> list[str]:
        """What nobody meant to happen."""
        return [one for one in self.problems if not any(part in one for part in self.meant)]

    def cut(self) -> None:
        """Take the network away."""
        self.meant = LOST
        self.page.context.set_offline(True)
        expect(self.status).to_contain_text("No connection")

    def mend(self) -> None:
        """Give the network back."""
        self.page.context.set_offline(False)

    def go(self, url: str) -> Chat:
        """Open a page."""
        self.page.goto(url)
        return self

    def greeted(self) -> Chat:
        """Wait until the companion has said hello."""
        expect(self.said.first).to_contain_text("computer program")
        return self

    def write(self, text: str) -> None:
        """Send a message, without waiting for an answer."""
        self.field.fill(text)
        self.field.press("Enter")

    def ask(self, text: str) -> Locator:
        """Send a message; the first reply to it."""
        before = self.said.count()
        self.write(text)
        reply = self.said.nth(before)
        expect(reply).to_be_visible(timeout=15_000)
        return reply

    def settle(self) -> None:
        """Wait until nobody is writing and nothing waits."""
        expect(self.log.locator(".dots")).to_be_hidden()
        expect(self.log.locator(".note")).to_have_count(0)

    def menu(self) -> Locator:
        """Open privacy and settings."""
        self.root.get_by_role("button", name="Privacy and settings").click()
        return self.root.get_by_role("region", name="Privacy and settings")

    def kept(self) -> dict[str, Any]:
        """What the browser keeps for the widget."""
        rows: dict[str, Any] = self.page.evaluate(
            "() => JSON.parse(Object.entries(localStorage)"
            ".find(([key]) => key.startsWith('virtual-companion'))?.[1] ?? '{}')"
        )
        return rows

    def focused(self) -> str:
        """What has the focus: its accessible name, or its tag."""
        name: str = self.page.evaluate(
            """() => {
              let node = document.activeElement;
              while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
              const root = node.getRootNode();
              const label = node.id && root.querySelector(`label[for="${node.id}"]`)?.textContent;
              return node.getAttribute('aria-label') || label || node.textContent.trim() || node.localName;
            }"""
        )
        return re.sub(r"\s+", " ", name)
