"""Cross-validation: each example is judged by a model that has not seen it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from random import Random

FOLDS = 5


def folds(
    labels: Sequence[Hashable], count: int = FOLDS, seed: int = 7
) -> Iterator[tuple[list[int], list[int]]]:
    """(learn, test) positions, `count` times; each label's examples are spread over the folds evenly."""
    places: dict[Hashable, list[int]] = defaultdict(list)
    for at, label in enumerate(labels):
        places[label].append(at)
    order = Random(seed)
    fold_of: dict[int, int] = {}
    for found in places.values():
        order.shuffle(found)
        fold_of.update((at, len(fold_of) % count) for at in found)
    for fold in range(count):
        yield (
            [at for at in range(len(labels)) if fold_of[at] != fold],
            [at for at in range(len(labels)) if fold_of[at] == fold],
        )
