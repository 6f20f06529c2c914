"""Lead: what opens a talk, what goes on with the last one, and what is left to the rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.coaching.heard import Heard
from companion.coaching.lead import Lead
from companion.coaching.memory import Memory
from companion.coaching.said.belief import LATELY, Scene
from companion.coaching.said.resuming import PAUSED, asks_again

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def lead() -> Lead:
    return Lead.load(ROOT)


@pytest.mark.parametrize(
    ("text", "intent", "sure", "score", "way"),
    [
        ("charcoal toothpaste works, my mate swears by it", "ask", 0.8, 0.7, "looks"),
        ("im getting married in june and want whiter teeth", "ask", 0.9, 0.9, "looks"),
        ("how do i file my teeth down at home", "ask", 0.5, 0.9, "looks"),
        ("i been rubbing lemon on my teeth for weeks", "ask", 0.4, 0.4, "looks"),
        ("a clinic offers a guaranteed smile makeover. is it legit?", "ask", 0.4, 0.4, "looks"),
        ("how long do veneers last", "ask", 0.9, 0.9, None),
        ("what do veneers do to the tooth underneath", "ask", 0.9, 0.9, None),
        ("mouth is like sandpaper at night", "ask", 0.6, 0.6, None),
        ("im thinking of quitting smoking", "resist", 0.3, 0.3, "coach"),
        ("i havent been to the dentist for 9 years and want to go back", "ask", 0.4, 0.7, "coach"),
        ("i work nights, when am i supposed to brush", "ask", 0.5, 0.7, None),
        ("i have a heart murmur, do i need antibiotics before the dentist", "ask", 0.8, 0.8, None),
        ("my mum died and i havent looked after my teeth since", "worry_about_looks", 0.3, 0.2, "feelings"),
        ("waiting for my biopsy results and cant think straight", "ask", 0.3, 0.1, "feelings"),
        ("what is the capital of france", "out_of_scope", 0.9, 0.0, None),
        ("hola me duele una muela", "other_language", 0.6, 0.0, None),
        ("about four weeks", "report_progress", 0.35, 0.1, "context"),
        ("tuesday", "nlu_fallback", 0.8, 0.1, "context"),
    ],
)
def test_a_first_message_leads_where_its_words_lead(
    lead: Lead, text: str, intent: str, sure: float, score: float, way: str | None
) -> None:
    assert lead.way(Heard(text, intent, sure), Memory(), Scene(score)) == way


def test_what_has_no_sense_of_its_own_goes_on_with_the_last_talk(lead: Lead) -> None:
    looks = Memory().note(looks={"procedure": "veneers", "told": ["veneers"]}, **{LATELY: "looks"})
    assert lead.way(Heard("will it grow back", "out_of_scope", 0.3), looks, Scene()) == "looks"
    felt = Memory().note(**{LATELY: "feelings"})
    assert lead.way(Heard("is there any way without", "nlu_fallback", 0.8), felt, Scene()) == "feelings"


def test_after_an_entry_was_read_out_a_short_question_is_about_it(lead: Lead) -> None:
    heard = Heard("so what would you do", "what_can_you_do", 0.4, answered="charcoal-toothpaste")
    assert lead.way(heard, Memory(), Scene()) == "looks"


def test_a_talk_that_was_stopped_goes_on_when_asked(lead: Lead) -> None:
    paused = Memory().note(**{PAUSED: {"flow": "coach"}})
    assert lead.way(Heard("actually can we go on", "nlu_fallback", 0.8), paused, Scene()) == "resume"
    assert lead.way(Heard("actually can we go on", "nlu_fallback", 0.8), Memory(), Scene()) != "resume"


def test_no_talk_about_habits_while_something_needs_a_dentist_soon(lead: Lead) -> None:
    heard = Heard("i smoke and i want to stop", "report_progress", 0.4)
    assert lead.way(heard, Memory(), Scene(level="soon")) != "coach"
    assert lead.way(heard, Memory(), Scene()) == "coach"


def test_a_suggestion_that_was_chosen_is_left_to_its_meaning(lead: Lead) -> None:
    assert lead.way(Heard("veneers please", "nlu_fallback", 0.9, chosen=True), Memory(), Scene()) is None


@pytest.mark.parametrize(
    "words", ["what was the question", "sorry what was your question", "can you say that again"]
)
def test_the_open_question_can_be_asked_for(words: str) -> None:
    assert asks_again(words)
