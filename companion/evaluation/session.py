"""Runs the evaluations that are asked for, and loads for them only what they need."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from companion.engine import build, load, project
from companion.evaluation import rows
from companion.evaluation.conversation import ELSEWHERE, Heard, hear
from companion.evaluation.part import PARTS, Part, Progress

if TYPE_CHECKING:
    from companion.engine import Companion


class Session:
    """One run. `real` and `elsewhere` are files of other people's messages, measured beside ours.

    A `quick` one leaves out cross-validation, which takes minutes.
    """

    def __init__(
        self,
        root: Path,
        progress: Progress,
        real: Path | None = None,
        elsewhere: Path | None = None,
        quick: bool = False,
    ) -> None:
        self._quick = quick
        self._root, self._progress = root, progress
        self._real, self._elsewhere = real, elsewhere
        self._data = root / rows.FOLDER
        project.choose(root)

    def run(self, names: Sequence[str]) -> Iterator[Part]:
        """The parts of the named evaluations, in the order of PARTS."""
        runs: dict[str, Callable[[], Iterator[Part]]] = {
            "triage": self._triage,
            "retrieval": self._retrieval,
            "intent": self._intent,
            "feelings": self._feelings,
            "readability": self._readability,
        }
        for name in PARTS:
            if name in names:
                yield from runs[name]()

    def _triage(self) -> Iterator[Part]:
        from companion.evaluation.triage import evaluate

        screen = project.screen()
        yield evaluate(screen, rows.vignettes(self._data / "vignettes.jsonl"), self._progress)
        if self._real:
            yield evaluate(screen, rows.real(self._real), self._progress, of="real")

    def _retrieval(self) -> Iterator[Part]:
        from companion.evaluation.retrieval import cross_validate, evaluate

        questions = rows.questions(self._data / "questions.jsonl")
        held_out = () if self._quick else tuple(cross_validate(self._root, self._progress))
        yield evaluate(project.store(), project.screen().gist, questions, self._questions_heard, held_out)
        later = rows.questions(self._data / "questions-later.jsonl")
        heard = self._hear([question.text for question in later], "later questions")
        yield evaluate(project.store(), project.screen().gist, later, heard, of="later")

    def _intent(self) -> Iterator[Part]:
        from companion.evaluation.intent import cross_validate, evaluate, outside

        cases = rows.said(self._data / "intents.jsonl", "intent")
        heard = self._hear([case.text for case in cases], "intent")
        yield evaluate(cases, heard, None if self._quick else cross_validate(self._root, self._progress))
        ours = [one for case, one in zip(cases, heard, strict=True) if case.label not in ELSEWHERE]
        inside = [*self._questions_heard, *ours]
        texts = rows.outside(self._data / "outside.jsonl")
        yield outside(self._hear(texts, "out of scope"), inside)
        if self._elsewhere:
            texts = rows.outside(self._elsewhere)
            yield outside(self._hear(texts, "out of scope, given"), inside, of="given")

    def _feelings(self) -> Iterator[Part]:
        from companion.evaluation.feelings import cross_validate, evaluate

        cases = rows.said(self._data / "feelings.jsonl", "feeling")
        held_out = None if self._quick else cross_validate(self._root, self._progress)
        yield evaluate(build.build_model(self._root), project.screen().gist, cases, held_out)

    def _readability(self) -> Iterator[Part]:
        from companion.evaluation.readability import evaluate

        rules = project.screen().rules.values()
        urgent = sorted({rule.entry for rule in rules if rule.level == "emergency"})
        yield evaluate(self._root, urgent, self._progress)

    @cached_property
    def _companion(self) -> Companion:
        return load(self._root)

    @cached_property
    def _questions_heard(self) -> list[Heard]:
        questions = rows.questions(self._data / "questions.jsonl")
        return self._hear([question.text for question in questions], "questions")

    def _hear(self, texts: Sequence[str], stage: str) -> list[Heard]:
        titles = {entry.title: entry.id for entry in project.store().entries()}
        return hear(self._companion, titles, texts, self._progress, stage)
