"""The pytest plugin: collects conversation files, runs them, tells what they cover."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

from companion.testing.items import NOT_TESTS, ConversationFile, ConversationItem, Item, TranscriptItem
from companion.testing.stage import STAGE, Stage
from companion.testing.vocabulary import RULES, TESTS

_TEST_CASES = re.compile(r"^test_cases\s*:", re.MULTILINE)
_SUFFIXES = (".yml", ".yaml")
_OUTPUT = "companion_conversations"  # what a worker of pytest-xdist hands over


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of a run; `companion test` sets them too."""
    group = parser.getgroup("conversations", "conversation tests")
    add = group.addoption
    add("--rasa-project", metavar="PATH", help="run on the Rasa 3.6 project in this folder")
    add("--rasa-model", metavar="FILE", help="its model, instead of one trained now")
    add("--update-transcripts", action="store_true", help="write the transcripts as they are now")
    add("--companion-coverage", action="store_true", help="show what the conversations reach")
    add("--companion-coverage-json", metavar="FILE", help="write the coverage as JSON")
    add("--companion-coverage-html", metavar="FILE", help="write the coverage as a page")
    add("--companion-coverage-fail-under", metavar="PERCENT", type=float, help="fail below this share")


def pytest_configure(config: pytest.Config) -> None:
    """One stage for the run."""
    config.stash[STAGE] = Stage(config)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Triage rules, YAML below tests/conversations, and what was asked for and has `test_cases:`."""
    if file_path.suffix not in _SUFFIXES or file_path.name in NOT_TESTS:
        return None
    config = parent.config
    if config.rootpath / RULES in file_path.parents and not config.getoption("rasa_project"):
        from companion.testing.rulefile import RuleFile

        return RuleFile.from_parent(parent, path=file_path)
    home = config.rootpath / TESTS
    if home in file_path.parents or (_asked_for(file_path, config) and _has_cases(file_path)):
        return ConversationFile.from_parent(parent, path=file_path)
    return None


def pytest_collection_finish(session: pytest.Session) -> None:
    """A run is complete when no file and no test case of the folder was left out."""
    stage = session.config.stash[STAGE]
    kept = sum(isinstance(item, (ConversationItem, TranscriptItem)) for item in session.items)
    plain = session.config.getoption("rasa_project")
    home = Path(plain).resolve() / "tests" if plain else session.config.rootpath / TESTS
    files = (path for path in home.rglob("*") if path.suffix in _SUFFIXES and path.name not in NOT_TESTS)
    there = {path for path in files if not plain or _has_cases(path)}
    stage.complete = bool(there) and there <= stage.files and kept == stage.collected


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failure says what went wrong in words already; the log of it is shown with -v."""
    report = yield
    if isinstance(item, Item) and item.config.get_verbosity() < 1:
        report.sections.clear()
    return report


@pytest.hookimpl(wrapper=True)
def pytest_sessionfinish(session: pytest.Session) -> Iterator[None]:
    """A worker hands over what it reached; a shortage of coverage fails the run."""
    stage = session.config.stash[STAGE]
    output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output[_OUTPUT] = stage.as_dict()
    stage.close()
    yield
    if output is None and _lacking(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: Any) -> None:
    """A worker of pytest-xdist is done."""
    row = getattr(node, "workeroutput", {}).get(_OUTPUT)
    if row:
        node.config.stash[STAGE].merge(row)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """The table, the files, and what is lacking."""
    stage = config.stash[STAGE]
    lacking = _lacking(config)
    if stage.inventory is None:
        return
    rows = stage.rows()
    from companion.testing.showing import table, write_html, write_json

    if config.getoption("companion_coverage") or lacking:
        terminalreporter.section("coverage of the conversations")
        for line in (*table(rows, stage.coverage, stage.complete), *lacking):
            terminalreporter.write_line(line)
    for name, write in (("json", write_json), ("html", write_html)):
        path = config.getoption(f"companion_coverage_{name}")
        if path:
            write(Path(path), rows, stage.coverage)


def _lacking(config: pytest.Config) -> list[str]:
    """A line for each minimum that is not reached. Those of conftest.yml hold for complete runs."""
    from companion.testing.coverage import shortages, total_percent

    stage = config.stash[STAGE]
    if stage.inventory is None:
        return []
    rows = stage.rows()
    lines = shortages(rows, stage.minima) if stage.complete else []
    least = config.getoption("companion_coverage_fail_under")
    if least is not None and total_percent(rows) < least:
        lines.append(f"coverage is {total_percent(rows):.1f}%, and {least:g}% is asked for")
    return lines


def _asked_for(path: Path, config: pytest.Config) -> bool:
    """Whether an argument of the command line, not of the settings, leads to this file."""
    if config.args_source is not pytest.Config.ArgsSource.ARGS:
        return False
    given = [(config.invocation_params.dir / str(arg).split("::")[0]).resolve() for arg in config.args]
    return any(place == path or place in path.parents for place in given)


def _has_cases(path: Path) -> bool:
    try:
        return bool(_TEST_CASES.search(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError):
        return False
