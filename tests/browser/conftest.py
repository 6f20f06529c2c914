"""A real browser, a real server, and pages of other sites.

Collected only by `pytest tests/browser`, with Playwright installed: its event loop stays open in the
process and would stand in the way of every other test's.
"""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent

_ASKED = any("browser" in argument for argument in sys.argv)

if _ASKED and importlib.util.find_spec("playwright"):
    from playwright.sync_api import Browser, sync_playwright

    from tests.browser.chat import Chat
    from tests.browser.serving import OtherSite, Server
else:
    collect_ignore_glob = ["test_*.py"]

_WATCH = """addEventListener('securitypolicyviolation', (event) =>
  console.error(`CSP ${event.violatedDirective} ${event.blockedURI} ${event.sample}`))"""


@pytest.hookimpl(tryfirst=True)  # before xdist reads the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker runs all of these: they share a server and a browser."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def other_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OtherSite]:
    """Pages of someone else."""
    site = OtherSite(HERE / "pages", tmp_path_factory.mktemp("pages"))
    yield site
    site.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, other_site: OtherSite) -> Iterator[Server]:
    """The server, which allows the other site."""
    server = Server(tmp_path_factory.mktemp("server"), other_site.url)
    other_site.name(server.url)
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The chromium of this machine."""
    program = shutil.which("chromium")
    if not program:
        raise RuntimeError("no chromium on this machine\n  run: apt-get install -y chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: Browser, server: Server, other_site: OtherSite) -> Iterator[Callable[..., Chat]]:
    """Make a chat in a browser of its own: opened(width=390, color_scheme="dark").

    At the end the browser must not have complained of anything that the test did not mean to
    happen, and must not have asked anyone but the server and the page for anything.
    """
    contexts, chats, asked = [], [], set()

    def make(width: int = 1280, height: int = 860, **settings: Any) -> Chat:
        settings.setdefault("reduced_motion", "reduce")
        context = browser.new_context(viewport={"width": width, "height": height}, **settings)
        context.set_default_timeout(8000)
        context.add_init_script(_WATCH)
        contexts.append(context)
        page, problems = context.new_page(), []
        page.on("console", lambda note: note.type == "error" and problems.append(note.text))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("request", lambda request: asked.add(request.url))
        chats.append(Chat(page, problems))
        return chats[-1]

    yield make
    for context in contexts:
        context.close()
    assert [problem for chat in chats for problem in chat.complaints()] == []
    ours = (server.url, other_site.url, other_site.stranger, "blob:")
    assert [url for url in asked if not url.startswith(ours)] == []


@pytest.fixture
def chat(opened: Callable[..., Chat], server: Server) -> Chat:
    """A conversation that has begun, on the full page."""
    return opened().go(f"{server.url}/embed").greeted()
