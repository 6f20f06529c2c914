"""Intent accuracy of our model by cross-validation on our data; the last line is JSON.

python -m bench.intents [SHARE]      with SHARE n on every n-th example of an intent
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold

from bench.examples import examples
from companion.engine.nlu.teach import train
from companion.language.encoder import encode

FOLDS = 5


def main() -> None:
    """Five folds; the first is the one the stock side is tested on."""
    texts, labels = examples(Path(), int(sys.argv[1]) if len(sys.argv) > 1 else 1)
    vectors = encode([text.lower() for text in texts])
    right, fold, fold_f1 = [], 0.0, 0.0
    splits = StratifiedKFold(FOLDS, shuffle=True, random_state=7).split(texts, labels)
    for number, (learn, test) in enumerate(splits):
        model = train([texts[i] for i in learn], [labels[i] for i in learn], vectors[learn])
        guesses = [model.classes[int(np.argmax(model.scores(texts[i], vectors[i])))] for i in test]
        truth = [labels[i] for i in test]
        hits = [guess == label for guess, label in zip(guesses, truth, strict=True)]
        right += hits
        if number == 0:
            fold, fold_f1 = float(np.mean(hits)), float(f1_score(truth, guesses, average="macro"))
    print(json.dumps({"accuracy": float(np.mean(right)), "fold": fold, "fold_f1": fold_f1}))


if __name__ == "__main__":
    main()
