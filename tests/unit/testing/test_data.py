"""The data of this project, recognised again by the whole companion; and faults planted to be found."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from companion.engine import build, project
from companion.testing.rates import FLOORS, told
from companion.testing.recognition import Recognition
from companion.testing.stage import load

ROOT = Path(__file__).parents[3]
TESTS = Path("tests/conversations")
# Enough of the data to be whole in itself, and quick.
COPIED = (
    *(f"data/nlu/{intent}.yml" for intent in ("affirm", "deny", "goodbye", "report_symptom")),
    "content/gums/bleeding-gums.md",
    "content/gums/receding-gums.md",
    "content/living/oil-pulling.md",
    "content/triage/bleeding/heavy.yml",
)
RULE = "rules:\n  - rule: says goodbye\n    steps: [{intent: goodbye}, {action: utter_goodbye}]\n"


@pytest.fixture(scope="module")
def made() -> Iterator[Callable[[Path], Recognition]]:
    """The data tests of a folder, on the companion as it is."""
    project.choose(ROOT)
    _, model = build.ensure(ROOT)
    assistant = load()

    def of(root: Path) -> Recognition:
        return Recognition(root, model, project.screen(), project.titles(), assistant)

    yield of
    assistant.close()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A part of the data in a folder of its own."""
    for name in COPIED:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "data/rules").mkdir()
    (tmp_path / "data/rules/social.yml").write_text(RULE)
    (tmp_path / TESTS).mkdir(parents=True)
    return tmp_path


@pytest.mark.timeout(900)
def test_every_sentence_is_recognised_again(made: Callable[[Path], Recognition]) -> None:
    report = made(ROOT).report(ROOT / TESTS)
    assert not report.problems, "\n".join(told(report))
    assert {rate.kind for rate in report.rates} == set(FLOORS)


def test_a_sound_part_has_no_problem(made: Callable[[Path], Recognition], copy: Path) -> None:
    assert made(copy).report(copy / TESTS).problems == ()


def plant(root: Path, name: str, after: str, *lines: str) -> int:
    """Put lines behind the first one that begins with `after`; the number of the first new line."""
    path = root / name
    rows = path.read_text(encoding="utf-8").splitlines() if path.exists() else [after]
    at = next(number for number, row in enumerate(rows) if row.strip().startswith(after.strip())) + 1
    path.write_text("\n".join([*rows[:at], *lines, *rows[at:]]) + "\n", encoding="utf-8")
    return at + 1


NLU = "      - "
PLANTED = {
    "a duplicate example in another intent": (
        "data/nlu/goodbye.yml", "examples: |", [f"{NLU}My gums bleed when I floss!"], "is an example of",
    ),
    "nearly the same example in another intent": (
        "data/nlu/goodbye.yml", "examples: |", [f"{NLU}my gums are bleeding when i floss"], "",
    ),
    "an example that belongs elsewhere": (
        "data/nlu/goodbye.yml", "examples: |", [f"{NLU}my gums look so puffy, what a sight"], "reads like",
    ),
    "the opposite of what was said": (
        "data/nlu/deny.yml", "examples: |", [f"{NLU}yes please do that"], "is taken for affirm",
    ),
    "a trouble that is turned away": (
        "data/nlu/report_symptom.yml", "examples: |", [f"{NLU}thanks, see you tomorrow"], "is taken for",
    ),
    "a question stolen by another entry": (
        "content/gums/receding-gums.md", "questions:", ["  - why do my gums bleed when i brush?"],
        "bleeding-gums",
    ),
    "a dead rule": (
        "data/rules/dead.yml", "rules:", ["  - rule: sings", "    steps: [{intent: sing}, {action: la}]"],
        "waits for sing",
    ),
    "a `never` sentence that raises": (
        "content/triage/bleeding/heavy.yml", "never:", ['  - "blood is pouring from my mouth"'],
        "is taken for heavy",
    ),
    "a `says` sentence that nobody hears": (
        "content/triage/bleeding/heavy.yml", "says:", ['  - "I like trains"'], "is taken for (nothing)",
    ),
    "a test learnt by heart": (
        "tests/conversations/gums.yml", "test_cases:",
        ["  - {test_case: one, steps: [user: 'my gums bleed when i floss, did i wreck them']}"],
        "training data",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found_with_its_line(
    made: Callable[[Path], Recognition], copy: Path, fault: str
) -> None:
    name, after, lines, words = PLANTED[fault]
    line = plant(copy, name, after, *lines)
    problems = made(copy).report(copy / TESTS).problems
    found = [problem for problem in problems if re.search(rf"{name}:{line}\b", problem) and words in problem]
    assert found, "\n".join(problems)


def test_an_entry_that_nobody_reaches_is_found(made: Callable[[Path], Recognition], copy: Path) -> None:
    path = copy / "content/living/oil-pulling.md"
    text = path.read_text(encoding="utf-8")
    questions = text[text.index("questions:") : text.index("sources:")]
    others = ["how often should i brush", "what is plaque", "do i need to floss", "is sugar bad for teeth"]
    path.write_text(text.replace(questions, "questions:\n" + "".join(f"  - {one}\n" for one in others)))
    problems = "\n".join(made(copy).report(copy / TESTS).problems)
    assert "content/living/oil-pulling.md:1: no question of oil-pulling leads to it" in problems


def test_an_intent_that_is_robbed_is_found(made: Callable[[Path], Recognition], copy: Path) -> None:
    """A share of its examples that other intents answer: each is named."""
    stolen = [f"{NLU}{text}" for text in (
        "tell me a joke about bread", "who made you then", "you are a great bot", "is this free",
        "what do you keep about me", "talk spanish to me", "where does that come from", "are you a robot",
    )]  # fmt: skip
    line = plant(copy, "data/nlu/goodbye.yml", "examples: |", *stolen)
    problems = "\n".join(made(copy).report(copy / TESTS).problems)
    assert "goodbye lost" in problems
    assert f'data/nlu/goodbye.yml:{line}: "tell me a joke about bread"' in problems
