"""An answer is not given twice alike: the lead, then the detail, then an honest end."""

from __future__ import annotations

from pathlib import Path

from companion.coaching.answer.delivery import delivery
from companion.coaching.memory import Memory
from companion.engine import project

ROOT = Path(__file__).parents[4]


def test_the_second_time_brings_the_detail_and_the_third_an_end() -> None:
    project.choose(ROOT)
    entry = project.store().entry("root-canal")
    first, step, memory = delivery(ROOT).body(entry, Memory())
    second, onward, memory = delivery(ROOT).body(entry, memory)
    third, _, _ = delivery(ROOT).body(entry, memory)
    assert first == entry.lead
    assert step == entry.next_step
    assert entry.more in second
    assert onward not in (None, entry.next_step)
    assert entry.lead not in third
    assert entry.title in third


def test_a_part_gives_way_to_one_that_was_not_said() -> None:
    project.choose(ROOT)
    entry = project.store().entry("root-canal")
    lead, other = (
        "The tooth is numbed, so it should feel much like a filling.",
        entry.more.split(". ")[0] + ".",
    )
    _, _, memory = delivery(ROOT).body(entry, Memory())
    assert delivery(ROOT).part(entry, (lead, other), memory)[0] == other


def test_a_part_that_is_all_there_is_comes_again_with_a_word() -> None:
    project.choose(ROOT)
    entry = project.store().entry("root-canal")
    line = "The tooth is numbed, so it should feel much like a filling."
    first, memory = delivery(ROOT).part(entry, (line,), Memory())
    again, _ = delivery(ROOT).part(entry, (line,), memory)
    assert first == line
    assert again != line
    assert again.endswith(line)


def test_a_why_has_what_lies_behind_it() -> None:
    project.choose(ROOT)
    entry = project.store().entry("root-canal")
    text, _ = delivery(ROOT).part(entry, (), Memory(), why=True)
    assert text in entry.more


def test_a_lead_said_elsewhere_counts_as_said() -> None:
    project.choose(ROOT)
    entry = project.store().entry("root-canal")
    memory = delivery(ROOT).note(entry, f"First this. {entry.lead}", Memory())
    assert delivery(ROOT).told(entry, None, memory)
    assert not delivery(ROOT).told(entry, None, delivery(ROOT).note(entry, "Something else.", Memory()))


def test_signs_come_as_a_list() -> None:
    project.choose(ROOT)
    entry = project.store().entry("root-canal")
    text, _ = delivery(ROOT).part(entry, entry.get_help[:2], Memory())
    assert text.count("\n- ") == 2


def test_what_is_not_in_the_entry_is_said_openly() -> None:
    project.choose(ROOT)
    entry = project.store().entry("root-canal")
    text, _ = delivery(ROOT).part(entry, (), Memory())
    assert entry.title in text
    assert "dentist" in text
