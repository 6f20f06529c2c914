"""Readability: school grade and sentence length of what the companion may say, and what is over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from companion.content import read_entries
from companion.content.reading import Reading, measure
from companion.evaluation.part import Figure, Part, Progress, Table, number, share
from companion.yaml import read_yaml

GRADE, EMERGENCY, WORDS = 6.0, 5.0, 15.0  # the house rule: docs/writing-an-entry.md
_NOT_ENGLISH = "utter_other_language"


@dataclass(frozen=True)
class Text:
    """A text a person may read: an entry, the steps of an emergency entry, a response."""

    kind: str
    name: str
    reading: Reading

    @property
    def over(self) -> bool:
        """Whether it is harder than it may be."""
        limit = EMERGENCY if self.kind == "emergency" else GRADE
        return self.reading.grade > limit or self.reading.words_per_sentence >= WORDS


def evaluate(root: Path, urgent: Sequence[str], progress: Progress) -> Part:
    """`urgent`: ids of the entries that emergency rules lead to; their steps have to be the easiest."""
    texts = [*_entries(root, frozenset(urgent), progress), *_responses(root)]
    hard = sorted((text for text in texts if text.over), key=lambda text: -text.reading.grade)
    figures: list[Figure] = []
    for kind in ("entry", "emergency", "response"):
        found = [text.reading for text in texts if text.kind == kind]
        limit = EMERGENCY if kind == "emergency" else GRADE
        figures += [
            number(
                f"{kind}_grade", f"{kind}: mean grade ({len(found)})", mean(r.grade for r in found), limit
            ),
            number(f"{kind}_most", f"{kind}: hardest grade", max(r.grade for r in found), limit),
            number(
                f"{kind}_words", f"{kind}: words a sentence", mean(r.words_per_sentence for r in found), WORDS
            ),
        ]
    figures.append(share("over", "texts over their limit", len(hard), len(texts), most=0))
    rows = [
        (text.kind, text.name, f"{text.reading.grade:.1f}", f"{text.reading.words_per_sentence:.1f}")
        for text in hard
    ]
    over = Table("Over the limit", ("kind", "which", "grade", "words a sentence"), tuple(rows))
    return Part("readability", "Readability", tuple(figures), (over,))


def _entries(root: Path, urgent: frozenset[str], progress: Progress) -> Iterator[Text]:
    entries = read_entries(root)
    for done, entry in enumerate(entries, 1):
        yield Text("entry", entry.id, measure(entry.body()))
        if entry.id in urgent and entry.do_now:
            yield Text("emergency", f"{entry.id}: steps", measure("\n".join(entry.do_now)))
        progress("readability", done, len(entries))


def _responses(root: Path) -> Iterator[Text]:
    for path in sorted((root / "domain" / "responses").glob("*.yml")):
        for name, wordings in read_yaml(path)["responses"].items():
            for at, wording in enumerate(wordings, 1):
                if name != _NOT_ENGLISH:
                    yield Text("response", f"{name} {at}", measure(wording["text"]))
