"""Writes the pages that are made from the code: `python -m docs.make`."""

from __future__ import annotations

from pathlib import Path

from companion.cli.reference import reference
from docs.conversation import drawing

HERE = Path(__file__).parent


def main() -> None:
    """Write docs/cli.md and docs/conversation.svg."""
    (HERE / "cli.md").write_text(reference(), encoding="utf-8")
    (HERE / "conversation.svg").write_text(drawing(), encoding="utf-8")


if __name__ == "__main__":
    main()
