"""The sentences that a companion is made from, and those that its tests say, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from companion.content import read_entries
from companion.testing.items import NOT_TESTS
from companion.testing.reader import read_scripts
from companion.testing.script import Script
from companion.triage.rule import read_rules
from companion.yaml import line_of, read_yaml

_MARKED = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})")
_APOSTROPHES = re.compile(r"['’`]")


@dataclass(frozen=True)
class Sentence:
    """A text and the name it belongs to: an intent, an entry, a triage rule or a test case.

    `where` is the file, from the project's folder, with the line where it is known already.
    """

    text: str
    owner: str
    where: str


def plain(text: str) -> str:
    """As two sentences are compared: lower case, words only; marks alone stay as they are."""
    return re.sub(r"\W+", " ", _APOSTROPHES.sub("", text.lower())).strip() or text


def examples(root: Path) -> list[Sentence]:
    """Training examples of every intent, without their entity marks."""
    found = []
    for path in sorted((root / "data" / "nlu").glob("*.yml")):
        for block in read_yaml(path).get("nlu", ()):
            for line in str(block.get("examples", "")).splitlines() if "intent" in block else ():
                text = _bare(line)
                if text:
                    found.append(Sentence(text, block["intent"], path.relative_to(root).as_posix()))
    return found


def questions(root: Path) -> list[Sentence]:
    """Sample questions of every entry."""
    return [
        Sentence(text, entry.id, entry.path)
        for entry in read_entries(root)
        for text in dict.fromkeys(entry.questions)
    ]


def triage(root: Path, kind: str) -> list[Sentence]:
    """`says` or `never` sentences of every triage rule."""
    return [
        Sentence(text, rule.name, rule.path.relative_to(root).as_posix())
        for rule in read_rules(root).values()
        for text in getattr(rule, kind)
    ]


def said(folder: Path) -> Iterator[Sentence]:
    """What people say in the conversation tests below a folder."""
    for path in sorted(folder.rglob("*.yml")):
        if path.name in NOT_TESTS:
            continue
        for script in read_scripts(path, folder):
            if isinstance(script, Script):
                for step in script.steps:
                    yield Sentence(step.text, script.name, f"{path}:{step.line}")


def at_line(root: Path, sentence: Sentence) -> str:
    """file:line of a sentence; the line is looked up only when it is told."""
    if re.search(r":\d+$", sentence.where):
        return sentence.where
    path = root / sentence.where
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if _bare(line) == sentence.text:
            return f"{sentence.where}:{number}"
    return f"{sentence.where}:{line_of(path, sentence.text)}"


def _bare(line: str) -> str:
    """The text of a list item, without its dash, quotes and entity marks."""
    text = _MARKED.sub(r"\1", line.strip().removeprefix("-").strip())
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "'\""
    return text[1:-1] if quoted else text
