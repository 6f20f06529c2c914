"""The trained readers of this data: from the cache, or trained and put there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np

from companion.entries import entry_files, front
from companion.errors import BuildError
from companion.replacement import keep_only, replacing
from companion.triage.likeness import Centres, Find, Gist, Likeness, Whole
from companion.triage.meaning import Meaning
from companion.triage.rule import Rule

_FORM = 10  # of the stored arrays


def load(
    root: Path, rules: Mapping[str, Rule], find: Find, whole: Whole, gist: Gist
) -> tuple[Likeness, Meaning]:
    """Both models for this data: from the cache, or trained (three minutes or so) and put there."""
    target = root / ".cache/companion" / f"likeness-{_fingerprint(root)}.npz"
    if not target.exists():
        from companion.triage.examples import chatter, curious, read_examples, talks, wondered
        from companion.triage.learning import learn, understood

        heard = cache(lambda turns: tuple(find(turns)))  # the same sentences teach both models
        examples, spoken, asked = (
            read_examples(root),
            chatter(root),
            [*curious(root, rules), *wondered(root, rules)],
        )
        rest = ([*spoken, *talks(spoken, asked, heard)], asked)
        likeness = learn(examples, rules, heard, whole, *rest)
        with replacing(target) as draft:
            _save(likeness, understood(examples, rules, heard, gist, *rest), draft)
        keep_only(target, "likeness-*.npz")
    return _read(target)


def _save(model: Likeness, meaning: Meaning, path: Path) -> None:
    names = {
        "classes": model.classes,
        "rules": model.rules,
        "evidence": model.evidence,
        "levels": meaning.levels,
    }
    with path.open("wb") as file:
        np.savez(
            file,
            names=np.frombuffer(json.dumps(names).encode(), np.uint8),
            column=model.column,
            idf=model.idf,
            coefficients=model.coefficients,
            intercepts=model.intercepts,
            **vars(model.centres),
            **meaning.arrays(),
        )


def _read(path: Path) -> tuple[Likeness, Meaning]:
    try:
        with np.load(path, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        names = json.loads(arrays["names"].tobytes())
        meaning = Meaning(
            tuple(names["levels"]), *(arrays[name] for name in ("inner", "inner_bias", "outer", "outer_bias"))
        )
        likeness = Likeness(
            arrays["column"],
            arrays["idf"],
            names["evidence"],
            tuple(names["classes"]),
            arrays["coefficients"],
            arrays["intercepts"],
            tuple(names["rules"]),
            Centres(arrays["starts"], arrays["columns"], arrays["weights"]),
        )
        return likeness, meaning
    except (OSError, ValueError, KeyError) as error:
        raise BuildError(str(path), f"cannot be read ({error})", "delete it; it is built again") from error


def _fingerprint(root: Path) -> str:
    digest = hashlib.blake2b(str(_FORM).encode(), digest_size=8)
    code = Path(__file__).parent
    files = [
        *root.glob("content/triage/**/*.yml"),
        *root.glob("data/triage/*.jsonl"),
        *root.glob("data/asked/*.jsonl"),
        *root.glob("data/nlu/*.yml"),
    ]
    files += [*root.glob("content/lexicon/**/*.y*ml"), *code.glob("*.py"), *code.parent.glob("language/*.py")]
    for path in sorted(files):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    for path in entry_files(root):
        digest.update(front(path).encode())
    return digest.hexdigest()
