"""What `companion test` does: a run of pytest with a friendlier face, perturbations, data tests."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from companion.errors import CompanionError
from companion.testing.vocabulary import RULES, TESTS

if TYPE_CHECKING:
    from companion.testing.recognition import Recognition
    from companion.testing.script import Script


def home(plain: str | None) -> Path:
    """Where the tests of a project lie."""
    return Path(plain) / "tests" if plain else TESTS


def everything(plain: str | None) -> list[Path]:
    """What a run without a path plays: the tests, and the triage rules' own sentences."""
    return [home(plain)] if plain else [TESTS, RULES]


def conversations(places: Sequence[Path], options: Mapping[str, Any], flags: Mapping[str, bool]) -> int:
    """Run test files with pytest, with the coverage shown; the exit code is pytest's."""
    try:
        import pytest
    except ImportError as error:
        fix = "install it: `uv sync`, or `pip install pytest`"
        raise CompanionError("companion test", "pytest is not installed", fix) from error
    given = [str(place) for place in _there(places)]
    for name, value in options.items():
        if value is not None:
            given += [f"{name}={value}"] if name.startswith("--") else [name, str(value)]
    given += [name for name, on in flags.items() if on]
    return int(pytest.main([*given, "--companion-coverage", "-o", "console_output_style=count"]))


def perturb(
    places: Sequence[Path],
    plain: str | None,
    model: str | None,
    words: str | None,
    sample: int | None,
    seed: int,
) -> int:
    """Say every message in other ways, of all test cases or of a sample. 1 when a level drops."""
    from companion.testing.perturbing import perturb as run
    from companion.testing.perturbing import sampled, told
    from companion.testing.stage import load

    named = [script for script in read(places) if not words or words.lower() in script.name.lower()]
    scripts = sampled(named, sample, seed)
    outcomes = run(scripts, load(plain, model), _show_progress if sys.stderr.isatty() else _tell_progress)
    print("\n".join([f"{len(scripts)} of {len(named)} test cases", *told(outcomes)]))
    return int(any(outcome.drops for outcome in outcomes))


def _show_progress(name: str, done: int, total: int) -> None:
    """One line on a terminal, written over and over, and empty at the end."""
    text = f"{name}: {done + 1} of {total}" if done + 1 < total else ""
    print(f"\r{text:<60}\r", end="", file=sys.stderr, flush=True)


def _tell_progress(name: str, done: int, total: int) -> None:
    """A line for each way of saying it, where nothing can be written over."""
    if done == 0:
        print(f"{name} ({total} test cases)", file=sys.stderr, flush=True)


def data(tests: Path, as_json: str | None = None) -> int:
    """Recognise everything again, and write all that was lost as JSON. 1 when there is a problem."""
    from companion.engine import project
    from companion.testing.rates import told

    report = recognition().report(tests)
    print("\n".join(told(report)))
    if as_json:
        found = json.dumps(report.as_dict(project.root()), indent=1, ensure_ascii=False)
        Path(as_json).write_text(f"{found}\n", encoding="utf-8")
    return int(bool(report.problems))


def recognition() -> Recognition:
    """The data tests of this project, with its model, loaded. Raises CompanionError."""
    from companion.engine import build, project
    from companion.testing.recognition import Recognition
    from companion.testing.stage import load

    root = project.root()
    project.choose(root)
    _, model = build.ensure(root)
    return Recognition(root, model, project.screen(), project.titles(), load())


def _there(places: Iterable[Path]) -> list[Path]:
    found = list(places)
    for place in found:
        if not Path(str(place).split("::")[0]).exists():
            raise CompanionError(str(place), "is not there", "give a file or folder with test cases")
    return found


def read(places: Sequence[Path]) -> list[Script]:
    """The test cases of files and folders. Raises CompanionError for one that cannot be read."""
    from companion.testing.items import NOT_TESTS
    from companion.testing.reader import read_scripts
    from companion.testing.script import Broken

    found = []
    for place in _there(places):
        paths = sorted(place.rglob("*.yml")) if place.is_dir() else [place]
        top = place if place.is_dir() else place.parent
        while (top.parent / "conftest.yml").is_file():
            top = top.parent
        for path in paths:
            for script in read_scripts(path, top) if path.name not in NOT_TESTS else ():
                if isinstance(script, Broken):
                    raise CompanionError(str(script.path), script.complaint, "mend it first")
                found.append(script)
    return found
