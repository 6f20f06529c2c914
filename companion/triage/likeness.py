"""Likeness: a second reader for what no rule foresaw.

Rules hear what their lexicon knows; people say it in other words. A small linear model, taught
by labelled conversations (data/triage/*.jsonl, which no rule was tuned on), weighs the n-grams
of what was said together with what language and rules found in it (ideas and their state, rules,
level). Above a cautious threshold it raises a conversation to an emergency; it never lowers.
The finding it gives is that of the rule whose sentences are nearest, so that the person gets
that rule's advice and the reason can be shown.

Logistic regression (scikit-learn) to learn, plain numpy arrays to run; built when the data
changed, kept in the cache folder. Figures in docs/decisions/0004.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from companion.errors import BuildError, DataError
from companion.language.hashing import SIZE, features
from companion.reply import DESTINATIONS, LEVELS
from companion.triage.rule import Rule

FOLDER = Path("data/triage")
OTHER = "other"
# Chosen on conversations that were kept apart (docs/decisions/0004): what is raised wrongly
# against what is missed.
THRESHOLD = 0.5
STRENGTH = 30.0  # scikit-learn's C
EVIDENCE = 0.4  # weight of a piece of evidence beside the n-grams of the text (length one)
_FORM = 2  # of the stored arrays
Floats = NDArray[np.float32]
Find = Callable[[Sequence[str]], Iterable[str]]


@dataclass(frozen=True)
class Example:
    """A labelled conversation: the level after its last turn."""

    turns: tuple[str, ...]
    level: str
    destination: str | None


@dataclass(frozen=True)
class Likeness:
    """A trained model. `centres` has one row for each of `rules`: the mean of its sentences."""

    idf: Floats  # (SIZE,)
    evidence: dict[str, int]  # place of each piece of evidence, after the SIZE hashed n-grams
    classes: tuple[str, ...]
    coefficients: Floats  # (SIZE + evidence, classes)
    intercepts: Floats
    rules: tuple[str, ...]
    centres: Floats  # (rules, SIZE)

    def nearest(self, text: str, evidence: Iterable[str], rules: Mapping[str, Rule]) -> str | None:
        """The emergency rule that a conversation reads like, or None when it reads like none.

        `text`: what was said; `evidence`: what was found in it, as `evidence_of` names it.
        """
        positions, weights = _vector(self.idf, text)
        if not len(positions):
            return None
        found = [self.evidence[name] for name in set(evidence) if name in self.evidence]
        logits = weights @ self.coefficients[positions] + self.intercepts
        logits += EVIDENCE * self.coefficients[found].sum(axis=0)
        chances = np.exp(logits - logits.max())
        chances /= chances.sum()
        other = self.classes.index(OTHER)
        if 1 - chances[other] < THRESHOLD:
            return None
        chances[other] = 0
        destination = self.classes[int(chances.argmax())]
        near = self.centres[:, positions] @ weights
        fitting = [at for at, name in enumerate(self.rules) if rules[name].destination == destination]
        return self.rules[max(fitting, key=lambda at: near[at])] if fitting else None


def read_examples(root: Path) -> list[Example]:
    """All rows of data/triage. Raises DataError with file and line."""
    found = []
    for path in sorted((root / FOLDER).glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                row = json.loads(line)
                example = Example(tuple(row["turns"]), row["level"], row["destination"])
            except (ValueError, KeyError, TypeError) as error:
                raise DataError(
                    f"{path}:{number}", f"not a labelled conversation ({error})", "see docs/triage.md"
                ) from error
            if example.level not in LEVELS or example.destination not in (*DESTINATIONS, None):
                raise DataError(
                    f"{path}:{number}", "unknown level or destination", f"levels: {', '.join(LEVELS)}"
                )
            found.append(example)
    return found


def train(examples: Sequence[Example], rules: Mapping[str, Rule], find: Find) -> Likeness:
    """Learn from examples; `find` gives the evidence of a conversation's turns."""
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression

    urgent = {name: rule for name, rule in rules.items() if rule.level == "emergency" and rule.says}
    texts = [" ".join(example.turns) for example in examples]
    labels = [e.destination or OTHER if e.level == "emergency" else OTHER for e in examples]
    pieces = [sorted(set(find(example.turns))) for example in examples]
    places = {name: at for at, name in enumerate(sorted({name for row in pieces for name in row}))}
    ends = np.cumsum([0] + [len(row) for row in pieces])
    columns = [places[name] for row in pieces for name in row]
    block = csr_matrix((np.full(len(columns), EVIDENCE), columns, ends), (len(texts), len(places)))
    idf = _idf(texts)
    model = LogisticRegression(C=STRENGTH, max_iter=500, random_state=0)
    model.fit(hstack([_matrix(idf, texts), block]).tocsr(), labels)
    centres = [np.asarray(_matrix(idf, rule.says).mean(axis=0), np.float32)[0] for rule in urgent.values()]
    return Likeness(
        idf,
        {name: SIZE + at for name, at in places.items()},
        tuple(str(name) for name in model.classes_),
        model.coef_.T.astype(np.float32),
        model.intercept_.astype(np.float32),
        tuple(urgent),
        np.stack(centres),
    )


def load(root: Path, rules: Mapping[str, Rule], find: Find) -> Likeness:
    """The model for this data: from the cache, or trained (a few seconds) and put there."""
    target = root / ".cache/companion" / f"likeness-{_fingerprint(root)}.npz"
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_suffix(f".part{os.getpid()}")
        try:
            _save(train(read_examples(root), rules, find), part)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
        for old in target.parent.glob("likeness-*.npz"):
            if old != target:
                old.unlink(missing_ok=True)
    return _read(target)


def _idf(texts: Sequence[str]) -> Floats:
    """Inverse document frequency of each feature; 0 for one that fewer than two texts have."""
    seen = np.zeros(SIZE, np.int64)
    for text in texts:
        seen[features(text)[0]] += 1
    idf = np.log((1 + len(texts)) / (1 + seen)) + 1
    return np.where(seen >= 2, idf, 0).astype(np.float32)


def _vector(idf: Floats, text: str) -> tuple[NDArray[np.intp], Floats]:
    """The text as (positions, weights): sublinear counts times idf, scaled to length one."""
    positions, counts = features(text)
    weights = (1 + np.log(counts)) * idf[positions]
    known = weights > 0
    positions, weights = positions[known], weights[known]
    return positions, weights / max(float(np.sqrt(weights @ weights)), 1e-9)


def _matrix(idf: Floats, texts: Sequence[str]) -> Any:
    from scipy.sparse import csr_matrix

    rows = [_vector(idf, text) for text in texts]
    ends = np.cumsum([0] + [len(positions) for positions, _ in rows])
    data = np.concatenate([weights for _, weights in rows])
    places = np.concatenate([positions for positions, _ in rows])
    return csr_matrix((data, places, ends), shape=(len(texts), SIZE))


def _save(model: Likeness, path: Path) -> None:
    names = {"classes": model.classes, "rules": model.rules, "evidence": model.evidence}
    with path.open("wb") as file:
        np.savez(
            file,
            names=np.frombuffer(json.dumps(names).encode(), np.uint8),
            idf=model.idf,
            coefficients=model.coefficients,
            intercepts=model.intercepts,
            centres=model.centres,
        )


def _read(path: Path) -> Likeness:
    try:
        with np.load(path, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        names = json.loads(arrays["names"].tobytes())
        return Likeness(
            arrays["idf"],
            names["evidence"],
            tuple(names["classes"]),
            arrays["coefficients"],
            arrays["intercepts"],
            tuple(names["rules"]),
            arrays["centres"],
        )
    except (OSError, ValueError, KeyError) as error:
        raise BuildError(str(path), f"cannot be read ({error})", "delete it; it is built again") from error


def _fingerprint(root: Path) -> str:
    digest = hashlib.blake2b(str(_FORM).encode(), digest_size=8)
    code = Path(__file__).parent
    files = [*root.glob("content/triage/**/*.yml"), *root.glob(f"{FOLDER}/*.jsonl")]
    files += [*root.glob("content/lexicon/**/*.y*ml"), *code.glob("*.py"), *code.parent.glob("language/*.py")]
    for path in sorted(files):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
