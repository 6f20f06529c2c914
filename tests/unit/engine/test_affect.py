"""The feelings model: hears a feeling, above all does not hear one that is not there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from companion.engine import slim
from companion.engine.nlu.affect import Affect, Signs, train
from companion.errors import BuildError
from companion.language.encoder import encode

slim.start()

from companion.engine.nlu.feeling import read_feelings  # noqa: E402  (Rasa only after the slim start)

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def affect() -> Affect:
    cues, said = read_feelings(ROOT)
    texts = [text for text, _ in said]
    return train(texts, [name for _, name in said], encode([text.lower() for text in texts]), cues)


def feeling(affect: Affect, text: str) -> str | None:
    return affect.read(text, encode([text.lower()])[0])[0]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("honestly the dentist scares the life out of me", "fear"),
        ("i'm so embarrassed about the state of my mouth", "shame"),
        ("it's been bleeding for days and i am worried", "worry"),
        ("this back tooth is throbbing and it hurts so much", "pain"),
        ("i'm furious with that clinic", "anger"),
        ("i'm just so sad and lonely at the moment", "sadness"),
        ("does a root canal hurt? i'm terrified", "fear"),
    ],
)
def test_a_feeling_is_heard(affect: Affect, text: str, name: str) -> None:
    assert feeling(affect, text) == name


@pytest.mark.parametrize(
    "text",
    [
        "does a root canal hurt",
        "it doesn't hurt at all",
        "i'm not scared of the dentist",
        "what helps with fear of the dentist",
        "i'm afraid i don't have my card with me",
        "can stress cause ulcers",
        "how often should i change my toothbrush",
        "thanks",
        "where does that come from",
    ],
)
def test_none_is_the_common_case(affect: Affect, text: str) -> None:
    assert feeling(affect, text) is None


def test_a_cue_counts_only_where_it_is_felt() -> None:
    signs = Signs({"fear": ["scared"], "pain": ["hurts"], "none": ["scared stiff of"]})
    assert signs.of("i'm scared")[:2].tolist() == [1, 0]
    assert signs.of("i'm not scared")[:2].tolist() == [0, 0]
    assert signs.of("what if you are scared? it hurts")[:2].tolist() == [1, 1]
    assert signs.of("is it normal to be scared of dentists")[:2].tolist() == [0, 0]
    assert signs.of("i used to be scared")[:2].tolist() == [0, 0]
    assert not signs.any("scared stiff of")


def test_every_feeling_has_enough_examples() -> None:
    _, said = read_feelings(ROOT)
    counts = {name: sum(other == name for _, other in said) for _, name in said}
    assert counts.pop("none") >= 250
    assert set(counts) == {"fear", "shame", "worry", "frustration", "sadness", "anger", "pain"}
    assert min(counts.values()) >= 60
    assert len({text for text, _ in said}) == len(said)


def test_what_is_saved_is_what_is_loaded(affect: Affect, tmp_path: Path) -> None:
    affect.save(tmp_path)
    vector = encode(["i'm scared"])[0]
    assert Affect.load(tmp_path).read("i'm scared", vector) == affect.read("i'm scared", vector)


def test_a_damaged_model_says_what_to_do(affect: Affect, tmp_path: Path) -> None:
    affect.save(tmp_path)
    (tmp_path / "coefficients.npy").write_bytes(np.array([1.0]).tobytes())
    with pytest.raises(BuildError, match="companion build"):
        Affect.load(tmp_path)
