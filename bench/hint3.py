"""HINT3: intents from live bots, tested on what real users typed, half of it out of scope.

Trains the companion's own intent model on each training set and prints its best Matthews
correlation over thresholds beside the best platform of the paper. Usage:

    uv run python bench/hint3.py ../shared/eval/hint3
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.metrics import matthews_corrcoef

from companion.engine.nlu.teach import train
from companion.language.encoder import encode

OUTSIDE = "NO_NODES_DETECTED"


def rows(path: Path) -> tuple[list[str], list[str]]:
    """Sentences and labels of one file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        found = [(row["sentence"], row["label"]) for row in csv.DictReader(file)]
    return [sentence for sentence, _ in found], [label for _, label in found]


def best(truth: Sequence[str], guesses: Sequence[str], sure: Sequence[float]) -> tuple[float, float, float]:
    """(best correlation, its threshold, in-scope accuracy there)."""
    found = (-1.0, 0.0, 0.0)
    for threshold in np.arange(0, 1, 0.02):
        said = [g if s >= threshold else OUTSIDE for g, s in zip(guesses, sure, strict=True)]
        inside = [s == t for s, t in zip(said, truth, strict=True) if t != OUTSIDE]
        found = max(found, (matthews_corrcoef(truth, said), threshold, float(np.mean(inside))))
    return found


def published(folder: Path) -> dict[tuple[str, str], dict[str, dict[str, str]]]:
    """What the paper reports: (dataset, variant) to platform to its row."""
    found: dict[tuple[str, str], dict[str, dict[str, str]]] = {}
    with (folder / "published_results.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault((row["dataset"], row["variant"]), {})[row["platform"]] = row
    return found


def measure(folder: Path) -> dict[str, dict[str, float]]:
    """For each set: our best correlation and accuracy, Rasa's, and the best platform's."""
    measured = {}
    for (name, variant), platforms in sorted(published(folder).items()):
        part = "" if variant == "full" else f"_{variant}"
        texts, labels = rows(folder / f"{name}{part}_train.csv")
        model = train(texts, labels, encode([text.lower() for text in texts]))
        asked, truth = rows(folder / f"{name}_test.csv")
        vectors = encode([text.lower() for text in asked])
        scores = np.stack([model.scores(text, v) for text, v in zip(asked, vectors, strict=True)])
        guesses = [model.classes[at] for at in scores.argmax(1)]
        ours, threshold, inside = best(truth, guesses, scores.max(1).tolist())
        measured[name + part] = {
            "ours": ours,
            "threshold": threshold,
            "inside": inside,
            "best": max(float(row["best_mcc"]) for row in platforms.values()),
            "rasa": float(platforms["rasa"]["best_mcc"]),
            "rasa_inside": float(platforms["rasa"]["inscope_accuracy_at_best"]),
        }
    return measured


def main(folder: Path) -> int:
    """Print one line a set. Returns 0 when each is at least 0.03 above the best platform."""
    measured = measure(folder)
    if "--json" in sys.argv:
        print(json.dumps(measured))
        return 0
    print(f"{'set':24}{'ours':>7}{'best published':>16}{'above':>8}{'threshold':>11}{'in scope':>10}")
    for name, row in measured.items():
        print(
            f"{name:24}{row['ours']:7.3f}{row['best']:16.3f}{row['ours'] - row['best']:+8.3f}"
            f"{row['threshold']:11.2f}{row['inside']:10.3f}"
        )
    return 0 if all(row["ours"] - row["best"] >= 0.03 for row in measured.values()) else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/eval/hint3")))
