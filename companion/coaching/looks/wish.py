"""What a message about looks says: which procedure, why, for whom, how hard the person presses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from companion.coaching.looks.procedure import Procedure, load_procedures, named, patterns
from companion.text import plain
from companion.yaml import read_mapping

CUES = Path("content/coaching/looks-cues.yml")
_GROUPS = ("reasons", "press", "aims", "asks", "promises", "products")
_FLAGS = ("worry", "done")
_AGE = re.compile(
    r"\b(?:im|i am|aged?|is|shes|hes|turning|only|just|almost|nearly)"
    r"(?: only| just| nearly| almost)? (\d{1,2})\b"
    r"(?! (?:weeks|days|months|veneers|crowns|teeth|times|hours))"
    r"|\b(\d{1,2}) ?(?:yo|yrs? old|years? old|y o)\b"
    r"|\b(\d{1,2}) year old\b|\bim ([a-z]+)\b|\bmy (\d{1,2}) (?:year|yr|yo)"
)
_TEENS = {
    word: 12 + number
    for number, word in enumerate("twelve thirteen fourteen fifteen sixteen seventeen".split())
}
_CHILD = re.compile(
    r"\b(?:my|our) (?:\w+ ){0,3}(daughter|son|child|kid|kids|children|teen|teenager|teenage \w+|stepson"
    r"|stepdaughter|grandson|granddaughter|niece|nephew)s?\b"
    r"|\b(?:my|our) (?:(?:little|youngest|eldest|oldest|\w+ year old) )?(?:girl|boy|sister"
    r"|brother)s?\b(?= wants| needs)"
)
# It is about the child's teeth, and not a child in passing ("my son has his communion").
_KID = r"(?:daughter|son|child|kid|girl|boy|niece|nephew|grandson|granddaughter)"
_THEIRS = re.compile(
    r"\b(?:wants?|needs?|begs?|begging|asks?|asking|hates?|covers|covering|hides|hiding|refuses|wont smile"
    r"|(?:is|turns?|turning) \d+|(?:is|gets|been|being) (?:teased|bullied|embarrassed|ashamed|upset)"
    r"|(?:her|his|their) (?:\w+ ){0,2}(?:teeth|tooth|smile|mouth|gap))\b"
    rf"|\bfor (?:my|our) (?:\w+ ){{0,2}}{_KID}\b"
    rf"|\b{_KID}s (?:\d{{1,2}}|(?:\w+ ){{0,2}}(?:teeth|tooth|smile))\b"
    r"|\b(?:can|could|should|may|would) (?:my|our|he|she|they|i whiten|we whiten)\b"
    r"|\b\d{1,2} ?(?:yo|years? old)\b"
)
_OWN = re.compile(
    r"\b(?:my (?:(?:own|front|top|two|teeth|upper|yellow) )*"
    r"|(?:i have|ive got|ive|i got|me i have) (?:\w+ ){0,4})(?:teeth|tooth|smile|mouth|gap)\b"
    r"|\bphotos i (?:make|keep|hide|close)\b"
)
_SCHOOL = re.compile(
    r"\b(year (?:7|8|9|10|11)|yr (?:7|8|9|10|11)|gcse|gcses|high school|secondary school|my mum says no|"
    r"my parents (?:wont|dont|said no|say no)|mum wont let|im a teen|im a teenager|underage|"
    r"under 18|under age)\b"
)
# Told of somebody else, without a word about oneself: the worry is theirs.
_ANOTHER = re.compile(
    r"^(?!.*\b(?:i|im|ive|id|me|mine|myself|my own)\b).*\b(?:he|she|hes|shes|they|my (?:\w+ ){0,2}"
    r"(?:son|daughter|child|kid|boy|girl|wife|husband|partner|boyfriend|girlfriend|sister|brother|friend|mum|dad))\b"
)
# "Does the gel hurt" asks about it in general: nothing was done.
_IN_GENERAL = re.compile(
    r"^(?:and |but |so )?(?:does|do|will|would|is|are|can)\b(?!.*\b(?:i|ive|im|my|mine|we)\b)"
)
_OTHER = re.compile(
    r"\bmy (girlfriend|boyfriend|wife|husband|mum|dad|mother|father|friend|partner) (wants|needs|would)"
)


@dataclass(frozen=True)
class Wish:
    """One message, read. Names of groups are the keys of content/coaching/looks-cues.yml."""

    procedures: tuple[Procedure, ...] = ()
    reason: str | None = None
    press: str | None = None
    aim: str | None = None
    ask: str | None = None
    promise: str | None = None
    product: str | None = None
    worry: bool = False
    done: bool = False
    age: int | None = None  # years, where told
    who: str = "self"  # self, child or other
    young: bool | None = None  # under 18 by what was told; None where nothing was

    @property
    def procedure(self) -> Procedure | None:
        """The one that matters most."""
        return self.procedures[0] if self.procedures else None

    @property
    def names_one(self) -> bool:
        """Whether a certain procedure or look is named, not just teeth."""
        return any(one.rank > 0 and one.id != "guaranteed" for one in self.procedures)

    def has(self, name: str) -> bool:
        """Whether the procedure of that id is among those named."""
        return any(one.id == name for one in self.procedures)


@dataclass(frozen=True, eq=False)
class WishReader:
    """The procedures and cues, loaded once."""

    procedures: tuple[Procedure, ...]
    groups: dict[str, dict[str, tuple[re.Pattern[str], ...]]]
    flags: dict[str, tuple[re.Pattern[str], ...]]

    @classmethod
    def load(cls, root: Path) -> WishReader:
        """Raises DataError where a file breaks the format."""
        path = root / CUES
        rows = read_mapping(path, allowed={*_GROUPS, *_FLAGS}, required=frozenset((*_GROUPS, *_FLAGS)))
        groups = {
            group: {name: patterns(path, phrases) for name, phrases in rows[group].items()}
            for group in _GROUPS
        }
        return cls(load_procedures(root), groups, {flag: patterns(path, rows[flag]) for flag in _FLAGS})

    def read(self, message: str) -> Wish:
        """What a message says about looks."""
        return _read(self, message)

    def look(self, message: str) -> Wish:
        """The same, worked out anew."""
        text = plain(message)
        found = {group: self._first(group, text) for group in _GROUPS}
        age, child = _age(text), _of_child(text)
        young = age < 18 if age is not None else (True if _SCHOOL.search(text) else None)
        return Wish(
            procedures=tuple(named(text, self.procedures)),
            reason=found["reasons"],
            press=found["press"],
            aim=found["aims"],
            ask=found["asks"],
            promise=found["promises"],
            product=found["products"],
            worry=any(pattern.search(text) for pattern in self.flags["worry"]) and not _ANOTHER.search(text),
            done=any(pattern.search(text) for pattern in self.flags["done"]) and not _IN_GENERAL.search(text),
            age=age,
            who="child" if child else "other" if _OTHER.search(text) else "self",
            young=True if child and young is None else young,
        )

    def procedure(self, name: str | None) -> Procedure | None:
        """The procedure of that id."""
        return next((one for one in self.procedures if one.id == name), None)

    def _first(self, group: str, text: str) -> str | None:
        for name, found in self.groups[group].items():
            if any(pattern.search(text) for pattern in found):
                return name
        return None


@cache
def wishes(root: Path) -> WishReader:
    """The project's, read once: over a thousand phrases to compile. Raises as `WishReader.load`."""
    return WishReader.load(root)


@lru_cache(maxsize=4)  # one message is asked for by several policies and its talk
def _read(reader: WishReader, message: str) -> Wish:
    return reader.look(message)


def _of_child(text: str) -> bool:
    """Whether the wish is about a child's teeth."""
    return bool(_CHILD.search(text) and _THEIRS.search(text) and not _OWN.search(text))


def _age(text: str) -> int | None:
    for match in _AGE.finditer(text):
        told = next(part for part in match.groups() if part)
        age = int(told) if told.isdigit() else _TEENS.get(told)
        if age is not None and 5 <= age <= 99:
            return age
    return None
