"""An answer is not given twice alike: the lead, then the detail, then an honest end."""

from __future__ import annotations

from pathlib import Path

from companion.coaching.delivery import delivery
from companion.coaching.memory import Memory
from companion.engine import project

ROOT = Path(__file__).parents[3]


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


def test_a_part_is_said_once() -> None:
    project.choose(ROOT)
    entry = project.store().entry("root-canal")
    line = "The tooth is numbed, so it should feel much like a filling."
    first, memory = delivery(ROOT).part(entry, (line,), Memory())
    again, _ = delivery(ROOT).part(entry, (line,), memory)
    assert line in first
    assert line not in again


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
