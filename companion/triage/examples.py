"""Examples: labelled conversations, and sentences that tell of danger or of none, to learn from."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from companion.entries import entry_files, read_front
from companion.errors import DataError
from companion.reply import DESTINATIONS, LEVELS
from companion.triage.likeness import Find
from companion.triage.rule import Rule
from companion.yaml import read_yaml

FOLDER = Path("data/triage")
ASKED = Path("data/asked")
TALKS = 5_000  # strung together
TURNS = 4  # messages of a talk, as many as a case remembers
# Intents whose examples may tell of a trouble or a danger.
TELLING = frozenset(
    """
    report_symptom report_injury express_feeling ask ask_diagnosis ask_dose ask_medicine danger_over
    take_back out_of_scope other_language worry_about_looks measure_fear gibberish report_setback
    """.split()
)
_ANNOTATION = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")
# Feelings and worries are told in a talk as well; what the rules find in them is left out.
FELT = frozenset(("express_feeling", "worry_about_looks", "report_setback", "measure_fear"))
TOLD_THERE = frozenset(("first-aid", "injuries"))  # topics whose questions may tell of a danger


@dataclass(frozen=True)
class Example:
    """A labelled conversation: the level after its last turn."""

    turns: tuple[str, ...]
    level: str
    destination: str | None


def read_examples(root: Path) -> list[Example]:
    """All rows of data/triage. Raises DataError with file and line."""
    found = []
    for path in sorted((root / FOLDER).glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                row = json.loads(line)
                example = Example(tuple(row["turns"]), row["level"], row["destination"])
            except (ValueError, KeyError, TypeError) as error:
                raise DataError(
                    f"{path}:{number}", f"not a labelled conversation ({error})", "see docs/triage.md"
                ) from error
            if example.level not in LEVELS or example.destination not in (*DESTINATIONS, None):
                raise DataError(
                    f"{path}:{number}", "unknown level or destination", f"levels: {', '.join(LEVELS)}"
                )
            found.append(example)
    return found


def harmless(rules: Mapping[str, Rule], find: Find) -> list[Example]:
    """What must never set off a rule, as examples of no trouble: of a rule of danger all of it, of
    another what no rule hears anything in."""
    urgent = [rule for rule in rules.values() if rule.level == "emergency"]
    dangers = {sentence for rule in urgent for sentence in rule.says}
    found = [sentence for rule in urgent for sentence in rule.never if sentence not in dangers]
    for rule in rules.values():
        if rule.level != "emergency":
            found += [text for text in rule.never if "level:none" in find(tuple(text.split("||")))]
    return [Example(tuple(sentence.split("||")), "none", None) for sentence in dict.fromkeys(found)]


def chatter(root: Path) -> list[Example]:
    """What people say to a companion without telling of any trouble: examples of such intents.

    Each alone, and then some after another, as in a talk.
    """
    said: list[str] = []
    felt: list[str] = []
    for path in sorted((root / "data/nlu").glob("*.yml")):
        if path.stem in TELLING - FELT:
            continue
        for block in read_yaml(path)["nlu"]:
            lines = str(block.get("examples", "")).splitlines()
            texts = (_ANNOTATION.sub(r"\1", line.removeprefix("- ").strip()) for line in lines)
            (felt if path.stem in FELT else said).extend(text for text in texts if text)
    talk = [*said, *felt]
    Random(0).shuffle(talk)
    together = [tuple(talk[at : at + TURNS]) for at in range(0, len(talk) - TURNS, TURNS)]
    return [Example(turns, "none", None) for turns in (*((text,) for text in said), *together)]


def curious(root: Path, rules: Mapping[str, Rule]) -> list[tuple[str, ...]]:
    """The sample questions of entries to which no pressing rule leads: what the rules hear in them is
    as bad as it gets."""
    pressing = _pressing(rules)
    calm = (path for path in entry_files(root) if path.stem not in pressing)
    return [
        (str(text),)
        for path in calm
        if path.parent.name not in TOLD_THERE
        for text in read_front(path).get("questions") or ()
    ]


def wondered(root: Path, rules: Mapping[str, Rule]) -> list[tuple[str, ...]]:
    """Questions in the talks they came up in (data/asked), answered by no entry that speaks of danger."""
    pressing = _pressing(rules) | {path.stem for path in entry_files(root) if path.parent.name in TOLD_THERE}
    found = []
    for path in sorted((root / ASKED).glob("*.jsonl")):
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            told = {name.partition(":")[0] for name in (*row["answers"], *row.get("near", ()))}
            if not told & pressing:
                found.append((*row.get("before", ())[1 - TURNS :], row["text"]))
    return found


def _pressing(rules: Mapping[str, Rule]) -> set[str]:
    """The entries that rules of danger lead to."""
    return {rule.entry for rule in rules.values() if rule.level in ("emergency", "urgent")}


def spoken_dangers(rules: Mapping[str, Rule]) -> list[Example]:
    """What must set off a rule, as examples of its level."""
    return [
        Example(tuple(sentence.split("||")), rule.level, rule.destination)
        for rule in rules.values()
        for sentence in rule.says
    ]


def talks(spoken: Sequence[Example], asked: Sequence[tuple[str, ...]], find: Find) -> list[Example]:
    """Talks strung together of what is `spoken` and `asked` alone without any trouble.

    People say half sentences in the middle of a talk; without these, several messages would read like
    danger, because those who are in danger write several.
    """
    calm = [turns[-1] for turns in asked if "level:none" in find(turns)]
    mixed = [*calm, *(example.turns[0] for example in spoken if len(example.turns) == 1)]
    chance = Random(0)
    strung = (tuple(chance.sample(mixed, chance.choice((2, 2, 3, TURNS)))) for _ in range(TALKS))
    return [Example(turns, "none", None) for turns in strung]
