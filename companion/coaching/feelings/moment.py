"""Moments people tell of ("they held me down", "nights at the warehouse") and what is given back for each.

A moment is found by its phrases, or by meaning: `like` are samples, and a message close to them tells
of the same, if it has the words that the moment `needs`. The encoder hears a newborn as near to a
baby that was lost; a line that claims what nobody said is worse than none. Data:
content/coaching/moments/*.yml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from companion.coaching.memory import Memory
from companion.coaching.said.sample import Samples
from companion.coaching.session.talk import compiled, spaced
from companion.errors import DataError
from companion.text import beginnings
from companion.yaml import line_of, read_yaml

TOLD = "moment"  # the note on the moment that was told of last
FOLDER = Path("content/coaching/moments")
CLEAR = 0.5  # closeness that says more than a phrase
FAIR = 0.42  # and from which it is heard at all, where a talk is open
ASKED = 0.38  # where they ask for a step or for words, which is said in few ways
ALONE = 0.5  # and from which it opens one
_ABOUT_THEM = frozenset(("parent", "other", "child", "carer"))  # themes that fit what somebody else feels
_THEIRS = re.compile(
    r" (?:(?:he|she|they)(?:s| is| was| gets| feels| seems| has|re| are| were)|(?:my"
    r"|our) (?:\w+ )?(?:wife|husband|partner"
    r"|mum|mom|dad|mother|father|nan|gran|friend|sister|brother|son|daughter|kid|child|girl|boy|girlfriend|boyfriend)"
    r"(?:s| is| was| has| gets| hates| wont)) "
)
_MINE = re.compile(r" (?:i|im|ive|id|me) ")
_LISTS = ("says", "like", "needs", "ask", "step", "words")
_KEYS = frozenset(
    ("phrases", "theme", "topic", "opens", "answers", "entry", "meta", "quiet", "first", "wants", *_LISTS)
)
_WANTS = ("step", "words")


@dataclass(frozen=True)
class Moment:
    """What someone may tell: its phrases and samples, the lines it gets, and what follows from it."""

    name: str
    pattern: re.Pattern[str] | None
    says: tuple[str, ...] = ()
    like: tuple[str, ...] = ()
    needs: tuple[re.Pattern[str], ...] = ()  # a message that is like it has each of these
    theme: str | None = None  # of feelings-themes.yml
    topic: str | None = None  # of topics/: telling of it opens a talk about that habit
    opens: bool = False  # telling of it opens a talk about feelings
    answers: bool = False  # it is a question, and the lines answer it
    entry: str | None = None  # what stands behind such an answer
    meta: bool = False  # about this talk, not about the person
    quiet: bool = False  # no question follows: they want to be left alone with it
    first: bool = False  # its step comes at once: it is happening now
    wants: str | None = None  # what it asks for: a step to take, or words to say
    ask: tuple[str, ...] = ()  # the question that fits it, before those of its theme
    step: tuple[str, ...] = ()  # a small step of its own
    words: tuple[str, ...] = ()  # words to say or to hand over

    def admits(self, words: str) -> bool:
        """Whether words in small letters have what the moment needs."""
        return all(pattern.search(words) for pattern in self.needs)

    @property
    def said(self) -> str:
        """Where the memory counts its lines."""
        return f"moments.{self.name}"


@dataclass(frozen=True, eq=False)
class Moments:
    """All moments, in the order in which they count."""

    all: tuple[Moment, ...]
    samples: Samples

    def named(self, text: str) -> tuple[Moment, ...]:
        """Those a message tells of; what somebody else feels is never taken for the person's own."""
        return _named(self, text, FAIR)

    def opening(self, text: str) -> Moment | None:
        """The moment that deserves a talk of its own, where a message tells of one."""
        found = _named(self, text, ALONE)
        return next((moment for moment in found if moment.opens or moment.topic), None)

    def called(self, name: str) -> Moment | None:
        """The moment of that name, if there is one."""
        return next((moment for moment in self.all if moment.name == name), None)

    def find(self, text: str, least: float) -> tuple[Moment, ...]:
        """Clear likeness first, then phrases in the order of the data, then a fair likeness."""
        words = spaced(text)
        asked = least if least > FAIR else ASKED
        near = [
            (moment, score)
            for moment, score in _near(self, text)
            if score >= (ALONE if moment.answers else asked if moment.wants else least)
        ]
        clear = [moment for moment, score in near if score >= CLEAR]
        told = [moment for moment in self.all if moment.pattern and moment.pattern.search(words)]
        fair = [moment for moment, _ in near]
        found = tuple(dict.fromkeys((*clear, *told, *fair)))
        theirs = _THEIRS.search(words) and not _MINE.search(words)
        return tuple(one for one in found if one.theme in _ABOUT_THEM or one in clear) if theirs else found

    def line(self, found: tuple[Moment, ...], memory: Memory) -> tuple[str | None, Memory]:
        """The first line of those moments that was not said yet, or None."""
        for moment in found:
            count, kept = memory.count(moment.said)
            if count < len(moment.says):
                return moment.says[count], kept
        return None, memory

    def own(self, part: str, memory: Memory) -> tuple[str | None, Memory]:
        """The next `ask`, `step` or `words` of what was told, or None where none is left.

        A question is only asked on what was told last; a step or words come from the latest that has them.
        """
        if part == "ask":
            return self.part(self.called(memory.notes.get(TOLD, "")), part, memory)
        told = [self.called(key.split(".")[1]) for key in reversed(memory.said) if key.count(".") == 1]
        for moment in told:
            text, kept = self.part(moment, part, memory)
            if text:
                return text, kept
        return None, memory

    def part(self, moment: Moment | None, part: str, memory: Memory) -> tuple[str | None, Memory]:
        """The next of a moment's own `ask`, `step` or `words`, or None when it has none left."""
        lines: tuple[str, ...] = getattr(moment, part) if moment else ()
        count, kept = memory.count(f"{moment.said}.{part}" if moment else "")
        return (lines[count], kept) if count < len(lines) else (None, memory)


# The lead, its talk and the answer ask for one message, at one closeness or another; the next is another.
@lru_cache(maxsize=16)
def _near(moments: Moments, text: str) -> tuple[tuple[Moment, float], ...]:
    """The moments that a message comes close to and whose needs its words meet, the closest first."""
    words = spaced(text)
    near = [(moments.all[owner], score) for owner, score in moments.samples.nearest(text, ASKED)]
    return tuple((moment, score) for moment, score in near if moment.admits(words))


@lru_cache(maxsize=16)
def _named(moments: Moments, text: str, least: float) -> tuple[Moment, ...]:
    return moments.find(text, least)


@cache
def moments(root: Path) -> Moments:
    """Read content/coaching/moments. Raises DataError naming the line."""
    rows = [
        (path, name, row)
        for path in sorted((root / FOLDER).glob("*.yml"))
        for name, row in read_yaml(path).items()
    ]
    found = tuple(_moment(*row) for row in rows)
    like = [(owner, text) for owner, moment in enumerate(found) for text in moment.like]
    lines = [" ".join((*moment.says, *moment.ask)) or moment.name.replace("_", " ") for moment in found]
    return Moments(found, Samples.encoded(root, "moments", like, lines))


def _moment(path: Path, name: str, row: dict[str, Any]) -> Moment:
    where = f"{path}:{line_of(path, name + ':')}"
    unknown = set(row) - _KEYS
    speaks = row.get("says") or row.get("wants")
    if unknown or not (row.get("phrases") or row.get("like")) or not speaks:
        what = f'"{name}" has the keys {", ".join(sorted(row))}'
        fix = f"it needs phrases or like, and says or wants; it may have {', '.join(sorted(_KEYS))}"
        raise DataError(where, what, fix)
    if row.get("like") and not row.get("needs"):
        what = f'"{name}" has samples, and no words that a message like them needs'
        raise DataError(where, what, "add needs: groups of beginnings of words, as in life.yml")
    lists = {key: tuple(row.get(key, ())) for key in _LISTS}
    wrong = [text for texts in lists.values() for text in texts if not isinstance(text, str)]
    if wrong or row.get("wants", "step") not in _WANTS:
        raise DataError(where, f'"{name}" holds {wrong or row["wants"]!r}', "quote it, or use step or words")
    values = {**row, **lists, "needs": tuple(map(beginnings, lists["needs"]))}
    try:
        pattern = compiled(values.pop("phrases")) if row.get("phrases") else None
    except re.error as error:
        raise DataError(where, f'a phrase of "{name}": {error}', "close its brackets") from error
    return Moment(name, pattern, **values)
