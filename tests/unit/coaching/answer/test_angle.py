"""What a question stresses is answered, in other words each time; the rest keeps its usual reply."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.coaching.answer.angle import Angles, angles
from companion.coaching.memory import Memory
from companion.coaching.passing.ways import ways
from companion.coaching.voice import FOLDER
from companion.engine import project
from companion.errors import DataError
from companion.guard import claims

ROOT = Path(__file__).parents[4]
FILLED = {"remembered": "", "where": "", "earlier": "", "record": ""}


@pytest.mark.parametrize(
    ("intent", "said", "held"),
    [
        ("what_can_you_do", "can you look at a photo", "words"),
        ("what_do_you_store", "do you sell it", "sell|for sale|buyers"),
        ("what_do_you_store", "can my boss see this", "boss|Nobody|yes to a note"),
        ("what_do_you_store", "do i have to give my name", "name"),
        ("talk_to_human", "i don't want to ring anyone", "ring|phone|That is fine"),
        ("find_dentist", "i need a dentist but have no money", "money|worry|pay"),
        ("find_dentist", "nobody will take nhs patients", "NHS 111"),
        ("complain", "i want to complain about you", "run this|offers me|those who run"),
        ("ask_judgement", "how much would i get", "legal|law"),
        ("ask_judgement", "he is a crook", "judge|fault|names"),
        ("ask_medicine", "can i use my friend's left over ones", "pharmacist"),
    ],
)
def test_the_stress_is_heard(intent: str, said: str, held: str) -> None:
    project.choose(ROOT)
    values = {**ways(ROOT).of("GB"), **FILLED}
    reply, _ = angles(ROOT).pick(intent, said, Memory(), project.titles(), **values)
    assert reply is not None
    assert any(word in reply.text for word in held.split("|"))


def test_without_a_stress_there_is_none() -> None:
    reply, memory = angles(ROOT).pick("what_can_you_do", "what can you do", Memory(), {})
    assert reply is None
    assert not memory.said


def test_words_do_not_repeat() -> None:
    memory, said = Memory(), set()
    for _ in range(3):
        reply, memory = angles(ROOT).pick("what_can_you_do", "look at my photo", memory, {})
        assert reply is not None
        said.add(reply.text)
    assert len(said) == 3


@pytest.mark.parametrize("country", ["GB", "US", "DE", None])
def test_no_wording_makes_a_forbidden_claim_or_starts_small(country: str | None) -> None:
    values = {**ways(ROOT).of(country), **FILLED}
    for rows in angles(ROOT).intents.values():
        for angle in rows:
            for wording in angle.says:
                text = wording.format(**values)
                assert not claims(text)
                sentences = [part.strip() for part in text.split(". ") if part.strip()]
                assert all(not part[0].islower() for part in sentences), text


def test_the_entries_to_read_on_exist() -> None:
    project.choose(ROOT)
    named = {name for rows in angles(ROOT).intents.values() for angle in rows for name in angle.see}
    assert named <= set(project.titles())


@pytest.mark.parametrize(
    "row",
    [
        "{hears: [photo], kind: openness, says: [a, b]}",
        "{hears: [photo], kind: nonsense, says: [a, b, c]}",
        "{hears: [photo], says: [a, b, c]}",
        "{hears: [], kind: openness, says: [a, b, c]}",
    ],
)
def test_a_broken_angle_names_the_file(tmp_path: Path, row: str) -> None:
    path = tmp_path / FOLDER / "angles.yml"
    path.parent.mkdir(parents=True)
    path.write_text(f"what_can_you_do:\n  photo: {row}\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"angles\.yml"):
        Angles.load(tmp_path)
