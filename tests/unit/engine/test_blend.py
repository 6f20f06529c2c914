"""The intent model: learns, keeps, and is unsure far from its examples."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from companion.engine.nlu.blend import Blend
from companion.engine.nlu.teach import train
from companion.errors import BuildError
from companion.language.encoder import encode

EXAMPLES = {
    "ask": ["why do gums bleed", "how do i floss", "is fluoride safe", "what is plaque"],
    "greet": ["hello", "hi there", "good morning", "hey"],
    "stop": ["stop", "stop this please", "i want to stop", "enough now"],
}


@pytest.fixture(scope="module")
def blend() -> Blend:
    texts = [text for examples in EXAMPLES.values() for text in examples]
    intents = [intent for intent, examples in EXAMPLES.items() for _ in examples]
    return train(texts, intents, encode(texts))


def best(blend: Blend, text: str) -> tuple[str, float]:
    scores = blend.scores(text, encode([text.lower()])[0])
    return blend.classes[int(scores.argmax())], float(scores.max())


@pytest.mark.parametrize(
    ("text", "intent"),
    [("Hello there", "greet"), ("why does my gum bleed", "ask"), ("please STOP now", "stop")],
)
def test_near_an_example_it_is_right_and_sure(blend: Blend, text: str, intent: str) -> None:
    found, score = best(blend, text)
    assert found == intent
    assert score > 0.4


def test_far_from_every_example_it_is_unsure(blend: Blend) -> None:
    assert best(blend, "quarterly tax return for a bakery in lisbon")[1] < 0.3


def test_scores_lie_between_zero_and_one(blend: Blend) -> None:
    for text in ("hello", "", "zzzz", "¿dónde está?"):
        scores = blend.scores(text, encode([text])[0])
        assert ((scores >= 0) & (scores <= 1)).all()


def test_what_is_saved_is_what_is_loaded(blend: Blend, tmp_path: Path) -> None:
    blend.save(tmp_path)
    loaded = Blend.load(tmp_path)
    vector = encode(["why do my gums bleed"])[0]
    before, after = (
        blend.scores("why do my gums bleed", vector),
        loaded.scores("why do my gums bleed", vector),
    )
    assert np.allclose(before, after, atol=0.01)


def test_nothing_executable_is_stored(blend: Blend, tmp_path: Path) -> None:
    blend.save(tmp_path)
    assert {path.suffix for path in tmp_path.iterdir()} == {".json", ".npy", ".trie"}
    for path in tmp_path.glob("*.npy"):
        np.load(path, allow_pickle=False)


def test_a_damaged_file_is_named_with_the_command_that_mends_it(blend: Blend, tmp_path: Path) -> None:
    blend.save(tmp_path)
    for name in ("classes.json", "letters.trie", "words_idf.npy"):
        whole = (tmp_path / name).read_bytes()
        (tmp_path / name).write_bytes(b"{")
        with pytest.raises(BuildError, match="companion build"):
            Blend.load(tmp_path)
        (tmp_path / name).write_bytes(whole)
