"""The stock side: an environment with TensorFlow, `rasa init`'s pipeline, our data."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import yaml
from sklearn.model_selection import StratifiedKFold

from bench.examples import examples
from bench.process import timed

STOCK = Path(__file__).parent / ".stock"
RASA = "rasa==3.6.21"
FIFTH = 5  # every n-th example of an intent, for a comparison that takes minutes
_HEAD = {"recipe": "default.v1", "assistant_id": "stock", "language": "en"}
_CUSTOM = re.compile(r"^action_(?!listen|restart|session_start|default_fallback)")


def stock_python() -> Path:
    """The python of the stock environment."""
    return STOCK / ".venv/bin/python"


def prepare(root: Path, keep: bool, fold: bool, short: bool) -> dict[str, float]:
    """Make environment, project and model; what it took and how well it did.

    `keep`: a stock model that is there already is used again. `fold`: also measure its intents.
    `short`: train for one epoch; the model answers as fast as a full one. Its training time is not
    measured then, its accuracy on a fifth of the examples, with all epochs.
    """
    results = STOCK / "results.json"
    if not stock_python().exists():
        subprocess.run(["uv", "venv", "--python", "3.10", str(STOCK / ".venv")], check=True)
        install = ["uv", "pip", "install", "--no-config", "--python", str(stock_python()), RASA]
        subprocess.run(install, check=True)
    if keep and results.exists():
        return dict(json.loads(results.read_text(encoding="utf-8")))
    _project(root, short)
    rasa = [str(stock_python()), "-m", "rasa"]
    seconds = timed([*rasa, "train"], STOCK / "project")
    found = {} if short else {"train_seconds": seconds}
    found |= _fold(root, rasa, FIFTH if short else 1) if fold else {}
    results.write_text(json.dumps(found), encoding="utf-8")
    return found


def _project(root: Path, short: bool) -> None:
    project = STOCK / "project"
    shutil.rmtree(project, ignore_errors=True)
    project.mkdir(parents=True)
    texts, labels = examples(root)
    parts = _parts(1) if short else {"pipeline": None, "policies": None}
    _write(project / "config.yml", {**_HEAD, **parts})
    _write_nlu(project / "data/nlu.yml", texts, labels)
    for path in sorted((root / "data/rules").glob("*.yml")):
        _write(project / "data" / path.name, _plain(yaml.safe_load(path.read_text(encoding="utf-8"))))
    _domain(root, project)


def _parts(epochs: int) -> dict[str, Any]:
    """The default pipeline and policies of Rasa 3.6, spelt out so that the epochs can be set."""
    return {
        "pipeline": [
            {"name": "WhitespaceTokenizer"},
            {"name": "RegexFeaturizer"},
            {"name": "LexicalSyntacticFeaturizer"},
            {"name": "CountVectorsFeaturizer"},
            {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
            {"name": "DIETClassifier", "epochs": epochs, "constrain_similarities": True},
            {"name": "EntitySynonymMapper"},
            {"name": "ResponseSelector", "epochs": epochs, "constrain_similarities": True},
            {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
        ],
        "policies": [
            {"name": "MemoizationPolicy"},
            {"name": "RulePolicy"},
            {"name": "UnexpecTEDIntentPolicy", "max_history": 5, "epochs": epochs},
            {"name": "TEDPolicy", "max_history": 5, "epochs": epochs, "constrain_similarities": True},
        ],
    }


def _domain(root: Path, project: Path) -> None:
    domain: dict[str, Any] = {"version": "3.1", "intents": [], "responses": {}}
    for path in sorted((root / "domain").rglob("*.yml")):
        row = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        domain["intents"] += row.get("intents", [])
        domain["responses"] |= row.get("responses", {})
        for action in row.get("actions", []):
            domain["responses"].setdefault(_response(action), [{"text": "An answer from the content store."}])
    _write(project / "domain.yml", domain)


def _plain(value: Any) -> Any:
    """Rules with every custom action turned into a response, and slots and forms left out."""
    if isinstance(value, dict):
        return {key: _response(item) if key == "action" else _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [
            _plain(item)
            for item in value
            if not (isinstance(item, dict) and set(item) & {"active_loop", "slot_was_set"})
        ]
    return value


def _response(action: Any) -> Any:
    return _CUSTOM.sub("utter_", action) if isinstance(action, str) else action


def _fold(root: Path, rasa: list[str], share: int) -> dict[str, float]:
    texts, labels = examples(root, share)
    learn, test = next(StratifiedKFold(5, shuffle=True, random_state=7).split(texts, labels))
    folder = STOCK / "fold"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _write(folder / "config.yml", {**_HEAD, "pipeline": None, "policies": None})
    shutil.copy(STOCK / "project/domain.yml", folder)
    _write_nlu(folder / "data/nlu.yml", [texts[i] for i in learn], [labels[i] for i in learn])
    _write_nlu(folder / "test/nlu.yml", [texts[i] for i in test], [labels[i] for i in test])
    timed([*rasa, "train", "nlu"], folder)
    timed([*rasa, "test", "nlu", "--nlu", "test/nlu.yml", "--no-plot", "--successes"], folder)
    report = json.loads((folder / "results/intent_report.json").read_text(encoding="utf-8"))
    return {"fold_accuracy": report["accuracy"], "fold_f1": report["macro avg"]["f1-score"]}


def _write_nlu(path: Path, texts: list[str], labels: list[str]) -> None:
    blocks: dict[str, list[str]] = {}
    for text, label in zip(texts, labels, strict=True):
        blocks.setdefault(label, []).append(text)
    rows = [
        {"intent": name, "examples": "".join(f"- {text}\n" for text in found)}
        for name, found in blocks.items()
    ]
    _write(path, {"version": "3.1", "nlu": rows})


def _write(path: Path, row: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(row, sort_keys=False, allow_unicode=True, width=10000), encoding="utf-8")
