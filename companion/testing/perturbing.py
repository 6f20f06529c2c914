"""Perturbations: the same thing said a little differently must not be taken more lightly.

After the invariance tests of CheckList (Ribeiro and others, 2020): typos, case, contractions,
politeness, and sentences before and after that have nothing to do with it.
"""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from companion.reply import LEVELS
from companion.testing.assistant import Assistant
from companion.testing.heard import Heard
from companion.testing.player import play
from companion.testing.script import Script, Step

Progress = Callable[[str, int, int], None]
FEWEST = 4  # words a message needs to be changed: "tell me more" is a choice, not a sentence
_LONG = re.compile(r"[A-Za-z]{5,}")
_SPLIT = {
    "i am": "i'm", "cannot": "can't", "do not": "don't", "does not": "doesn't", "is not": "isn't",
    "will not": "won't", "did not": "didn't", "has not": "hasn't", "have not": "haven't",
    "what is": "what's", "it is": "it's", "there is": "there's", "i have": "i've", "he is": "he's",
    "she is": "she's", "they are": "they're", "should not": "shouldn't", "could not": "couldn't",
}  # fmt: skip


def typos(text: str) -> str:
    """Two letters swapped or one dropped in about every third long word; the same each time."""
    chance = random.Random(zlib.crc32(text.encode("utf-8", "replace")))

    def slip(match: re.Match[str]) -> str:
        word = match.group()
        if chance.random() > 0.34:
            return word
        at = chance.randrange(1, len(word) - 2)
        swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        return swapped if chance.random() < 0.5 else word[:at] + word[at + 1 :]

    return _LONG.sub(slip, text)


def contracted(text: str) -> str:
    """ "I am" as "I'm"."""
    for long, short in _SPLIT.items():
        text = re.sub(rf"\b{long}\b", short, text, flags=re.IGNORECASE)
    return text


def expanded(text: str) -> str:
    """ "I'm" as "I am", with or without its apostrophe."""
    for long, short in _SPLIT.items():
        bare = short.replace("'", "'?")
        text = re.sub(rf"\b{bare}\b", long, text, flags=re.IGNORECASE)
    return text


PERTURBATIONS: dict[str, Callable[[str], str]] = {
    "typos": typos,
    "lower case": str.lower,
    "upper case": str.upper,
    "contractions": contracted,
    "no contractions": expanded,
    "no marks": lambda text: re.sub(r"[,.;:!?'\"]", "", text),
    "politeness": lambda text: f"hello, sorry to bother you. {text} thank you so much for your time",
    "something before": lambda text: f"It has been raining all day here. {text}",
    "something after": lambda text: f"{text.rstrip('.')}. By the way, my sister got a new car.",
}


@dataclass(frozen=True)
class Change:
    """A turn that is taken otherwise once it is said otherwise. `drop`: more lightly."""

    script: Script
    step: Step
    name: str
    text: str
    before: str
    after: str
    drop: bool

    def __str__(self) -> str:
        where = f"{self.script.path.name}:{self.step.line}"
        return f"{where} {self.name}: {self.before} becomes {self.after}\n    {self.text}"


@dataclass(frozen=True)
class Outcome:
    """What became of all turns under one perturbation."""

    name: str
    turns: int
    drops: tuple[Change, ...]
    moved: tuple[Change, ...]


def sampled(scripts: Sequence[Script], most: int | None, seed: int = 0) -> list[Script]:
    """All scripts, or `most` of them by chance: the same ones for the same seed, in their order."""
    if most is None or most >= len(scripts):
        return list(scripts)
    places = random.Random(seed).sample(range(len(scripts)), most)
    return [scripts[at] for at in sorted(places)]


def perturb(
    scripts: Sequence[Script], assistant: Assistant, progress: Progress = lambda name, done, total: None
) -> list[Outcome]:
    """Play every script as it is and under each perturbation; compare turn by turn.

    `progress` hears what is being played, and how many scripts of how many are done.
    """
    originals = []
    for done, script in enumerate(scripts):
        progress("as it is", done, len(scripts))
        originals.append((script, play(script, assistant).turns))
    return [_outcome(name, change, originals, assistant, progress) for name, change in PERTURBATIONS.items()]


def _outcome(
    name: str,
    change: Callable[[str], str],
    originals: Sequence[tuple[Script, tuple[Heard, ...]]],
    assistant: Assistant,
    progress: Progress,
) -> Outcome:
    turns = 0
    found: list[Change] = []
    for done, (script, before) in enumerate(originals):
        progress(name, done, len(originals))
        steps = tuple(_changed(step, change) for step in script.steps)
        if steps == script.steps:
            continue
        after = play(replace(script, steps=steps), assistant).turns
        levels: tuple[str | None, str | None] = (None, None)
        for old, new, one, other in zip(script.steps, steps, before, after, strict=True):
            turns += old != new
            otherwise = _change(script, new, name, one, other)
            # A level stays with a conversation: what dropped is told where it dropped.
            if otherwise and not (otherwise.drop and levels == (one.level, other.level)):
                found.append(otherwise)
            levels = (one.level, other.level)
    drops = tuple(change for change in found if change.drop)
    return Outcome(name, turns, drops, tuple(change for change in found if not change.drop))


def _changed(step: Step, change: Callable[[str], str]) -> Step:
    if len(step.text.split()) < FEWEST or not step.text.isascii():
        return step
    return replace(step, text=change(step.text))


def _change(script: Script, step: Step, name: str, one: Heard, other: Heard) -> Change | None:
    """How a turn differs once it is said otherwise; a level below what is right is a drop.

    What is right the test says, where it asserts a level; else it is the level as it was.
    """
    if one.level and other.level:
        least = max(map(LEVELS.index, asserted(step) or [one.level]))
        if LEVELS.index(other.level) > max(least, LEVELS.index(one.level)):
            return Change(script, step, name, step.text, one.level, other.level, True)
    first, second = (_entry(heard) for heard in (one, other))
    if first and first != second:
        return Change(script, step, name, step.text, first, second or "no entry", False)
    return None


def asserted(step: Step) -> list[str]:
    """The levels that a test allows after a step; none where it does not say."""
    for check in step.checks:
        if check.name == "level":
            return [*check.want] if isinstance(check.want, list) else [check.want]
    return []


def _entry(heard: Heard) -> str | None:
    return next((reply.entry for reply in heard.replies if reply.entry), None)


def told(outcomes: Iterable[Outcome]) -> list[str]:
    """A line for each perturbation, then every turn that is taken more lightly."""
    outcomes = list(outcomes)
    lines = [f"{'':<18}{'turns':>7}{'level drops':>13}{'other entry':>13}"]
    for outcome in outcomes:
        lines.append(f"{outcome.name:<18}{outcome.turns:>7}{len(outcome.drops):>13}{len(outcome.moved):>13}")
    return [*lines, *(str(change) for outcome in outcomes for change in outcome.drops)]
