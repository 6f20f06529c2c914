"""Doubt: a question in what a person tells is answered; a feeling told for its own sake is not one."""

from __future__ import annotations

import pytest

from companion.engine import slim

with slim.silenced(), slim.lean():
    from rasa.shared.nlu.constants import INTENT
    from rasa.shared.nlu.training_data.message import Message

    from companion.engine.nlu.doubt import Doubt


def settled(text: str, intent: str, confidence: float, score: float, asked: float = 0.0) -> str:
    message = Message({"text": text, INTENT: {"name": intent, "confidence": confidence}})
    message.set("intent_ranking", [message.get(INTENT), {"name": "ask", "confidence": asked}])
    message.set("retrieval", [{"entry": "brushing", "score": score, "question": text}])
    Doubt(Doubt.get_default_config()).read(message)
    return str(message.get(INTENT)["name"])


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("I work nights, when do I brush", "set_goal"),
        ("is once enough if I am lazy", "resist"),
        ("I dread that chair, can they put me to sleep", "express_feeling"),
        ("do nice teeth make people happy", "want_procedure"),
    ],
)
def test_a_question_the_store_knows_is_answered(text: str, intent: str) -> None:
    assert settled(text, intent, 0.4, 0.7) == "ask"


def test_what_is_told_without_a_question_stays() -> None:
    assert settled("I dread that chair", "express_feeling", 0.4, 0.7) == "express_feeling"


def test_a_sure_reading_or_an_unknown_question_stays() -> None:
    assert settled("why do I even try", "resist", 0.8, 0.7) == "resist"
    assert settled("why do I even try", "resist", 0.4, 0.5) == "resist"


def test_what_sounds_foreign_is_ours_only_where_both_agree() -> None:
    assert settled("how does a bridge work", "out_of_scope", 0.4, 0.9) == "ask"
    assert settled("how does a bridge work", "out_of_scope", 0.56, 0.9, asked=0.34) == "ask"
    assert settled("when do i change my engine oil", "out_of_scope", 0.56, 0.9, asked=0.04) == "out_of_scope"
    assert settled("who won the cup", "out_of_scope", 0.4, 0.1) == "out_of_scope"


def test_what_nobody_is_sure_of_is_a_question_only_where_the_store_knows_it() -> None:
    assert settled("bristles all flat", "resist", 0.2, 0.35) == "ask"
    assert settled("bristles all flat", "resist", 0.2, 0.2) == "nlu_fallback"


def test_a_bare_word_is_not_guessed_at() -> None:
    assert settled("blood", "report_symptom", 0.9, 0.9) == "nlu_fallback"
    assert settled("blood when i brush", "report_symptom", 0.9, 0.9) == "report_symptom"
