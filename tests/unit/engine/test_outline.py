"""Outlines satisfy definitions and refuse real use."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from companion.engine.outline import OutlineFinder, OutlineUsedError, is_outline

DEFINES = """
import nowhere.layers as layers
from nowhere import function, keras
from nowhere.errors import LostError

class Layer(layers.Dense):
    @function(signature=[keras.float32])
    def call(self, x: keras.Tensor) -> "keras.Tensor":
        return x

    def use(self):
        return layers.Dense(3)

def safe():
    try:
        return 1
    except LostError:
        return 2
"""


@pytest.fixture
def finder() -> Iterator[OutlineFinder]:
    finder = OutlineFinder(["nowhere"], ("nowhere is not here", "install it"))
    sys.meta_path.append(finder)
    yield finder
    sys.meta_path.remove(finder)
    finder.forget()


@pytest.fixture
def module(finder: OutlineFinder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    (tmp_path / "defines_with_outlines.py").write_text(DEFINES)
    monkeypatch.syspath_prepend(tmp_path)
    import defines_with_outlines

    yield defines_with_outlines
    del sys.modules["defines_with_outlines"]


def test_classes_decorators_and_except_clauses_can_be_defined(module: object) -> None:
    assert is_outline(module.Layer)
    assert module.safe() == 1


def test_real_use_fails_and_names_what_was_used(module: object) -> None:
    with pytest.raises(OutlineUsedError, match=r"nowhere.layers.Dense: nowhere is not here\n  install it"):
        module.Layer.use(None)


def test_forget_gives_the_name_back(finder: OutlineFinder) -> None:
    import nowhere

    assert nowhere.anything
    finder.forget()
    assert "nowhere" not in sys.modules
