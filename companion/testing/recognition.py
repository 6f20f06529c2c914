"""Data tests: every sentence the companion is made from, recognised again by all of it.

What counts is what a person gets. An example that its intent's score loses is said to the whole
companion, and lost only if it is led elsewhere. Every sample question is said to it, too: the
answer, or a button with its title, is as good; to be asked first is no theft; another entry's answer
or card is one. Who is taken for whom is counted by pair.

Shares have floors (companion.testing.rates), since a new training may move a few sentences. Faults
that no training moves (companion.testing.faults) are problems each by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from companion.content.vectors import VectorCache
from companion.engine.nlu.blend import Blend
from companion.testing import faults, sentences
from companion.testing.assistant import Assistant
from companion.testing.coverage import in_order
from companion.testing.faults import Neighbour
from companion.testing.heard import Heard
from companion.testing.inventory import read_rules
from companion.testing.player import play
from companion.testing.rates import (
    APART,
    CALM,
    EXAMPLES,
    NEVER,
    QUESTIONS,
    SAYS,
    Rate,
    Report,
    Theft,
    lacking,
)
from companion.testing.script import Script, Step
from companion.testing.sentences import Sentence
from companion.triage import Case, Screen

# To be taken for the opposite of what was said is never a matter of shares.
OPPOSITES = frozenset(
    {
        ("deny", "affirm"),
        ("affirm", "deny"),
        ("stop_remembering", "remember_me"),
        ("forget_me", "remember_me"),
        ("remember_me", "stop_remembering"),
        ("danger_over", "report_symptom"),
    }
)
TROUBLES = ("report_symptom", "report_injury")
_AHEAD = 200  # sentences
_TURNED_AWAY = frozenset(("boundary", "social", "fallback", "greeting"))


class Recognition:
    """The parts that recognise: intent model and screen, and the whole companion they are in."""

    def __init__(
        self, root: Path, model: Path, screen: Screen, titles: Mapping[str, str], assistant: Assistant
    ) -> None:
        self._root = root
        self._screen, self._titles, self._assistant = screen, titles, assistant
        self._blend = Blend.load(next(model.rglob("classes.json")).parent)
        self._cache = VectorCache(root / ".cache" / "companion" / "testing")

    def report(self, tests: Path) -> Report:
        """Recognise everything again; `tests` is the folder of the conversation tests."""
        root = self._root
        examples, questions = sentences.examples(root), sentences.questions(root)
        vectors = self._cache.encode([s.text.lower() for s in (*examples, *questions)])
        known, asked = vectors[: len(examples)], vectors[len(examples) :]
        near = {
            "example": faults.neighbours(examples, known),
            "question": faults.neighbours(questions, asked),
        }
        heard = [(sentence, self.heard(sentence.text)) for sentence in self._foreseen(questions)]
        carded = {rule.entry for rule in self._screen.rules.values()}
        rates = (
            self.examples(examples),
            self.questions(heard),
            calm(heard, carded),
            *(self.triage(kind, sentences.triage(root, kind.split()[1])) for kind in (SAYS, NEVER)),
            apart(near["example"]),
        )
        reached = {sentence.owner for sentence, turn in heard if self._leads_to(turn, sentence.owner)}
        problems = [
            *(line for rate in rates for line in lacking(rate, root)),
            *faults.twice("example", examples, root),
            *faults.twice("question", questions, root),
            *(line for kind, rows in near.items() for line in faults.crossed(kind, rows, root)),
            *faults.learnt_by_heart(tests, [*examples, *questions], root),
            *faults.dead_rules(examples, root),
            *faults.unreached(questions, reached, carded),
        ]
        return Report(rates, tuple(problems))

    def _foreseen(self, rows: Sequence[Sentence]) -> Iterator[Sentence]:
        """The same rows; what the encoder has to say of them is worked out for many at once."""
        for at in range(0, len(rows), _AHEAD):
            some = rows[at : at + _AHEAD]
            self._screen.foresee(turn.strip() for one in some for turn in one.text.split("||"))
            yield from some

    def heard(self, text: str) -> Heard:
        """The turn that a sentence brings when a person opens with it."""
        script = Script(text, self._root, 1, (Step(text, 1),))
        return play(script, self._assistant).turns[0]

    def examples(self, rows: Sequence[Sentence]) -> Rate:
        """Training examples, with the intent model first and the whole companion where that fails."""
        help_ = {steps.intent: steps.actions for steps in read_rules(self._root / "data").values()}
        thefts = []
        vectors = self._cache.encode([sentence.text.lower() for sentence in rows])
        for sentence, vector in zip(rows, vectors, strict=True):
            scores = self._blend.scores(sentence.text, vector)
            if self._blend.classes[int(scores.argmax())] == sentence.owner:
                continue
            turn = self.heard(sentence.text)
            ran = [event.name for event in turn.done("action")]
            if turn.intent != sentence.owner and not in_order(help_.get(sentence.owner, ("?",)), ran):
                thief = turn.intent or "(nothing)"
                thefts.append(Theft(sentence, thief, _is_danger(sentence.owner, thief, turn)))
        return Rate(EXAMPLES, _owners(rows), tuple(thefts))

    def questions(self, heard: Iterable[tuple[Sentence, Heard]]) -> Rate:
        """Sample questions as a person asks them."""
        heard, thefts = list(heard), []
        urgent = {rule.entry for rule in self._screen.rules.values() if rule.level == "emergency"}
        for sentence, turn in heard:
            thief = self._thief(turn, sentence.owner)
            if thief:
                answered = all(reply.kind == "answer" for reply in turn.replies)
                thefts.append(Theft(sentence, thief, sentence.owner in urgent and answered))
        return Rate(QUESTIONS, _owners(sentence for sentence, _ in heard), tuple(thefts))

    def triage(self, kind: str, rows: Sequence[Sentence]) -> Rate:
        """The sentences of triage rules: `says` must raise its rule, `never` must not."""
        thefts = []
        for sentence in self._foreseen(rows):
            case = Case()
            for turn in sentence.text.split("||"):
                assessment = self._screen.assess(case, self._screen.read(turn.strip()))
                case = assessment.case
            found = [finding.rule for finding in assessment.findings]
            if (sentence.owner in found) == (kind == NEVER):
                thief = sentence.owner if kind == NEVER else (found or ["(nothing)"])[0]
                thefts.append(Theft(sentence, thief, danger=True))
        return Rate(kind, _owners(rows), tuple(thefts))

    def _leads_to(self, turn: Heard, entry: str) -> bool:
        """Whether a person gets the entry, or its title to choose."""
        offered = {title for reply in turn.replies for title in reply.buttons}
        return any(reply.entry == entry for reply in turn.replies) or self._titles.get(entry) in offered

    def _thief(self, turn: Heard, entry: str) -> str | None:
        """Who answered in place of an entry; None also where the person is asked something first."""
        if self._leads_to(turn, entry):
            return None
        other = next((reply.entry for reply in turn.replies if reply.entry), None)
        if other:
            return other
        kinds = [reply.kind for reply in turn.replies]
        return f"({kinds[0]})" if set(kinds) <= _TURNED_AWAY else None


def calm(heard: Iterable[tuple[Sentence, Heard]], carded: Collection[str]) -> Rate:
    """Questions on everyday matters, which no triage rule names, must not raise an emergency."""
    rows = [(sentence, turn) for sentence, turn in heard if sentence.owner not in carded]
    thefts = [Theft(s, turn.rules[0]) for s, turn in rows if turn.level == "emergency" and turn.rules]
    return Rate(CALM, _owners(sentence for sentence, _ in rows), tuple(thefts))


def apart(neighbours: Sequence[Neighbour]) -> Rate:
    """Whose is the nearest other example? The honest figure: no model has learnt the answer."""
    thefts = tuple(Theft(one.sentence, one.other.owner) for one in neighbours if one.near > one.own)
    return Rate(APART, _owners(one.sentence for one in neighbours), thefts)


def _is_danger(owner: str, thief: str, turn: Heard) -> bool:
    """The opposite of what was said, or a trouble that is turned away."""
    away = bool(turn.replies) and {reply.kind for reply in turn.replies} <= _TURNED_AWAY
    return (owner, thief) in OPPOSITES or (owner in TROUBLES and away)


def _owners(rows: Iterable[Sentence]) -> Counter[str]:
    return Counter(sentence.owner for sentence in rows)
