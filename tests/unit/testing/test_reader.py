"""The format as it is read: names, lines, and a complaint for everything that is not of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone

import pytest

from companion.testing.script import Broken, Script

Read = Callable[..., list[Script | Broken]]

HEAD = "test_cases:\n  - test_case: one\n    steps:\n"


def complaint(scripts: Read, text: str, conftest: str = "") -> str:
    broken = [script for script in scripts(text, conftest) if isinstance(script, Broken)]
    assert len(broken) == 1
    return broken[0].complaint


def script(scripts: Read, text: str, conftest: str = "") -> Script:
    (found,) = scripts(text, conftest)
    assert isinstance(found, Script), found
    return found


def test_every_step_knows_its_line(scripts: Read) -> None:
    text = HEAD + "      - user: hello\n      - utter: utter_greet\n      - user: bye\n"
    found = script(scripts, text)
    assert [(step.text, step.line) for step in found.steps] == [("hello", 4), ("bye", 6)]
    assert [(check.name, check.want, check.line) for check in found.steps[0].checks] == [
        ("utter", "utter_greet", 5)
    ]


@pytest.mark.parametrize("word", ["yes", "no", "on", "7", "1.5", "null", "true"])
def test_what_a_person_types_stays_text(scripts: Read, word: str) -> None:
    assert script(scripts, HEAD + f"      - user: {word}\n").steps[0].text == word


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("test_cases:\n  - test_case: [\n", 2, "not readable as YAML"),
        ("testcases: []\n", 1, 'unknown key "testcases"'),
        (HEAD + "      - usr: hello\n", 4, 'unknown key "usr"'),
        (HEAD + "      - user: a\n        assertions: [{bot_utterd: {}}]\n", 5, 'unknown key "bot_utterd"'),
        (HEAD + "      - user: a\n        assertions: []\n", 5, "`assertions` is empty"),
        (
            HEAD + "      - user: a\n      - bot: b\n      - user: c\n        assertions: [level: none]\n",
            7,
            "mixes",
        ),
        (HEAD + "      - utter: a\n        assertions: [level: none]\n", 4, "belong to a `user` step"),
        (HEAD + "      - utter: a\n", 2, "no step has a `user` message"),
        (HEAD + "      - user: a\n        user: b\n", 5, '"user" is there twice'),
        (
            HEAD + "      - user: a\n        assertions: [{bot_uttered: {text_matches: 'a ('}}]\n",
            5,
            "no regular expression",
        ),
        (HEAD + "      - user: [a, b]\n", 4, "must be text"),
        (HEAD + "      - user: a\n        metadata: nowhere\n", 5, 'no metadata "nowhere"'),
        (HEAD + "      - user: a\n    fixtures: [nobody]\n", 5, 'no fixture "nobody"'),
        (HEAD + "      - user: a\n        assertion_order_enabled: maybe\n", 5, "true or false"),
        ("test_cases:\n  - steps: [{user: a}]\n", 2, '"test_case" is missing'),
    ],
)
def test_what_is_not_of_the_format_is_one_complaint_with_its_line(
    scripts: Read, text: str, line: int, words: str
) -> None:
    found = complaint(scripts, text)
    assert f"case.yml:{line}: " in found
    assert words in found


def test_a_broken_case_leaves_the_others_whole(scripts: Read) -> None:
    text = HEAD + "      - usr: hello\n  - test_case: two\n    steps: [{user: hello}]\n"
    first, second = scripts(text)
    assert isinstance(first, Broken)
    assert isinstance(second, Script)


def test_two_cases_of_one_name_are_told_apart_by_the_writer(scripts: Read) -> None:
    one = "  - test_case: one\n    steps: [{user: hello}]\n"
    assert 'a test case "one" is there already' in complaint(scripts, "test_cases:\n" + one + one)


def test_the_file_is_stronger_than_the_folder(scripts: Read) -> None:
    conftest = "fixtures:\n  - who: [{name: Ann}, {age: 7}]\n  - where: {city: Oslo}\n"
    text = "fixtures:\n  - who: [{name: Bo}]\n" + HEAD + "      - user: a\n    fixtures: [who, where]\n"
    assert script(scripts, text, conftest).slots == {"name": "Bo", "city": "Oslo"}


def test_metadata_of_a_step_goes_on_top_of_that_of_its_case(scripts: Read) -> None:
    conftest = "metadata:\n  - a: {x: 1, y: 1}\n  - b: {y: 2}\n"
    text = HEAD + "      - user: hello\n        metadata: b\n    metadata: a\n"
    assert script(scripts, text, conftest).steps[0].metadata == {"x": 1, "y": 2}


def test_a_stub_of_one_case_is_stronger_than_the_files(scripts: Read) -> None:
    text = (
        "stub_custom_actions:\n"
        "  action_a: {responses: [{text: all}]}\n"
        "  one::action_a: {responses: [{text: own}]}\n"
        "  other::action_a: {responses: [{text: other}]}\n" + HEAD + "      - user: hello\n"
    )
    assert script(scripts, text).stubs["action_a"].responses == ({"text": "own"},)


def test_mocked_datetime_is_a_time_and_no_slot(scripts: Read) -> None:
    conftest = "fixtures:\n  - june: [{mocked_datetime: '2025-06-15T10:00:00Z'}]\n"
    found = script(scripts, HEAD + "      - user: a\n    fixtures: [june]\n", conftest)
    assert found.moment == datetime(2025, 6, 15, 10, tzinfo=timezone.utc)
    assert not found.slots


def test_a_time_that_is_none_is_a_complaint(scripts: Read) -> None:
    conftest = "fixtures:\n  - june: [{mocked_datetime: 'in June'}]\n"
    found = complaint(scripts, HEAD + "      - user: a\n    fixtures: [june]\n", conftest)
    assert "not an ISO 8601 time" in found


def test_invariants_are_known_by_name(scripts: Read) -> None:
    found = complaint(scripts, HEAD + "      - user: a\n", "invariants: [no_erors]\n")
    assert "conftest.yml:1: there is no invariant no_erors" in found
    conftest = "invariants:\n  - no_error\n  - reading_grade: 6\n"
    held = script(scripts, HEAD + "      - user: a\n", conftest).invariants
    assert held == {"no_error": True, "reading_grade": 6}


def test_an_assertion_of_calm_is_read_so_that_it_can_fail(scripts: Read) -> None:
    text = HEAD + "      - user: a\n        assertions: [{generative_response_is_relevant: {threshold: 1}}]\n"
    assert script(scripts, text).steps[0].checks[0].name == "generative_response_is_relevant"
