"""axe-core in the page under test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

FILE = Path(__file__).parents[2] / "web/widget/node_modules/axe-core/axe.min.js"
_RUN = """async (where) => {
  const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations } = await axe.run(where ?? document, {runOnly: rules, resultTypes: ['violations']});
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary}`));
}"""


def violations(page: Page, where: str | None = None) -> list[Any]:
    """What axe finds wrong, in the whole page or in what the selector `where` names."""
    if not FILE.is_file():
        raise RuntimeError(f"{FILE} is missing\n  run: npm ci --prefix web/widget")
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(f"() => {{ {FILE.read_text(encoding='utf-8')} }}")
    found: list[Any] = page.evaluate(_RUN, where)
    return found
