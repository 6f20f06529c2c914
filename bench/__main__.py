"""`just bench`: the companion beside stock Rasa 3.6.21, measured one after the other in one run.

    --quick         skip what takes long on the stock side (its training is kept from before)
    --out FILE      also write the table as Markdown

The stock side is an environment and a project of its own under bench/.stock: `rasa init`'s
default pipeline and policies, trained on our NLU data, rules and domain. Its custom actions are
turned into plain responses, so that it needs no action server.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from bench.chat import first_prompt
from bench.process import run_json, timed
from bench.stock import FIFTH, STOCK, prepare, stock_python
from bench.table import Row, print_table, write_markdown

ROOT = Path(__file__).parents[1]
OURS = [sys.executable]
COMPANION = str(Path(sys.prefix) / "bin/companion")
_PROJECT = ("config.yml", "endpoints.yml", "credentials.yml", "domain", "data", "content", "actions")


def main() -> int:
    """Measure everything and print one table."""
    parser = argparse.ArgumentParser(prog="just bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="keep a stock model that is already trained")
    parser.add_argument(
        "--no-fold", action="store_true", help="leave out the stock intent accuracy (a second training)"
    )
    parser.add_argument(
        "--short",
        action="store_true",
        help="stock Rasa: one epoch for its times, a fifth of the data for its accuracy",
    )
    parser.add_argument("--out", type=Path, help="also write the table as Markdown")
    options = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    training = prepare(ROOT, keep=options.quick, fold=not options.no_fold, short=options.short)
    rows = [
        *_start(),
        *_messages(),
        *_training(training),
        *_disk(),
        *_accuracy(training, options.short),
        *_hint3(),
    ]
    print_table(rows)
    if options.out:
        write_markdown(rows, options.out, options.short)
    return 0


def _start() -> list[Row]:
    ours = first_prompt([COMPANION, "chat"], ROOT, "you ›")
    stock = first_prompt([str(stock_python()), "-m", "rasa", "shell"], STOCK / "project", "Your input ->")
    return [
        Row(
            "start to first prompt, s", ours.seconds, stock.seconds, "ours <= 2.5 and stock >= 10 times ours"
        ),
        Row("memory at the prompt, MB", ours.megabytes, stock.megabytes, "ours <= 250"),
    ]


def _messages() -> list[Row]:
    ours = run_json([*OURS, "-m", "bench.messages", "ours"], ROOT)
    stock = run_json([str(stock_python()), str(ROOT / "bench/messages.py"), "stock"], STOCK / "project")
    goals = {"p50": "ours <= 8 and stock >= 4 times ours", "growth": "ours <= 1.3"}
    names = {
        "p50": "one message p50, ms",
        "p95": "one message p95, ms",
        "p99": "one message p99, ms",
        "rate": "messages a second, one core",
        "growth": "cost of turn 500 / cost of turn 5",
    }
    return [Row(names[key], ours[key], stock[key], goals.get(key, "")) for key in names]


def _training(stock: dict[str, float]) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        for name in _PROJECT:
            source, target = ROOT / name, Path(folder) / name
            shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
        seconds = timed([COMPANION, "build"], Path(folder))
    return [Row("training from nothing, s", seconds, stock.get("train_seconds"))]


def _disk() -> list[Row]:
    ours, stock = _megabytes(Path(sys.prefix)), _megabytes(STOCK / ".venv")
    return [Row("environment on disk, MB", ours, stock, "ours <= 850")]


def _megabytes(folder: Path) -> float:
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_blocks for path in files) * 512 / 2**20


def _accuracy(stock: dict[str, float], short: bool) -> list[Row]:
    part = ", a fifth of the data" if short else ""
    whole = run_json([*OURS, "-m", "bench.intents"], ROOT)
    fold = run_json([*OURS, "-m", "bench.intents", str(FIFTH)], ROOT) if short else whole
    return [
        Row("intent accuracy, 5-fold cross-validation", whole["accuracy"], None),
        Row(f"intent accuracy, one fold (80/20){part}", fold["fold"], stock.get("fold_accuracy")),
        Row(f"intent macro F1, one fold (80/20){part}", fold["fold_f1"], stock.get("fold_f1")),
    ]


def _hint3() -> list[Row]:
    folder = ROOT.parent / "shared/eval/hint3"
    if not folder.exists():
        return []
    found = run_json([*OURS, "-m", "bench.hint3", str(folder), "--json"], ROOT)
    rows = []
    for name, row in found.items():
        rows.append(
            Row(
                f"HINT3 {name}: best Matthews correlation",
                row["ours"],
                row["rasa"],
                f"best published {row['best']:.3f} + 0.03",
            )
        )
        rows.append(Row(f"HINT3 {name}: in-scope accuracy there", row["inside"], row["rasa_inside"]))
    return rows


if __name__ == "__main__":
    sys.exit(main())
