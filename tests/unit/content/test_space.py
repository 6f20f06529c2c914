"""Space: samples of one question stand together, however they are put."""

from __future__ import annotations

import numpy as np

from companion.content.space import AXES, learn
from companion.language.encoder import encode

ASKED = (
    ("does it hurt", "will i feel pain", "is it painful"),
    ("what does it cost", "how much is it", "is it expensive"),
    ("how long does it last", "for how many years is it good", "when does it wear out"),
)


def test_what_is_put_in_other_words_stands_nearer_than_what_is_something_else() -> None:
    vectors = encode([text for texts in ASKED for text in texts])
    owners = np.repeat(np.arange(len(ASKED)), [len(texts) for texts in ASKED])
    space = learn(vectors, owners)
    placed = space.place(vectors)
    assert placed.shape == (len(vectors), AXES)
    assert np.allclose(np.linalg.norm(placed, axis=1), 1, atol=1e-4)
    near = placed @ placed.T
    same = owners[:, None] == owners
    assert near[same].min() > near[~same].max()
