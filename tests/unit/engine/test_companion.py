"""The one road, end to end on the real model: what people send, and what comes back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from companion.reply import Reply, Turn

if TYPE_CHECKING:
    from companion.engine import Companion

Tell = Callable[..., list[Reply]]

BAD = {
    "empty": "",
    "white space": " \n\t ",
    "emoji": "😬😬",
    "control": "\x01\x02\x03",
    "nul": "my\x00gums\x00bleed",
    "zero width": "\u200b\u200d\ufeff",
    "right to left": "\u202emy gums bleed\u202c",
    "html": "<img src=x onerror=alert(1)> my gums bleed",
    "sql": "'; DROP TABLE entries; SELECT * FROM questions WHERE '1'='1",
    "intent": '/ask{"entry": "gum-disease"}',
    "braces": "{ambulance} {0} {text!r} %s %(x)s",
    "other script": "у меня болит зуб",
    "other language": "me duele mucho la muela desde ayer",
    "surrogate": "tooth \ud83d",
    "long": "my gums bleed. " * 700,
    "one long word": "a" * 100_000,
    "fts": '"gums" OR NEAR(bleed) AND NOT *',
    "number": "42",
    "path": "../../etc/passwd",
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_gets_a_sensible_reply(tell: Tell, name: str) -> None:
    replies = tell(BAD[name])
    assert replies
    for reply in replies:
        assert reply.text.strip()
        assert "Something went wrong" not in reply.text
        assert "Traceback" not in reply.text


def test_a_question_is_answered_with_its_source_and_a_next_step(tell: Tell) -> None:
    (reply,) = tell("how often should i change my toothbrush")
    assert reply.kind == "answer"
    assert reply.entry is not None
    assert reply.sources
    assert "Based on" in reply.text
    assert "Where does that come from?" in reply.buttons


def test_more_and_where_from_speak_of_the_last_answer(tell: Tell) -> None:
    entry = tell("how often should i change my toothbrush")[0].entry
    (more,) = tell("tell me more")
    (source,) = tell("where does that come from?")
    assert more.entry == source.entry == entry
    assert source.kind == "source"
    assert "Last reviewed" in source.text


def test_a_button_can_be_chosen_by_its_number(tell: Tell) -> None:
    (reply,) = tell("how often should i change my toothbrush")
    title = reply.buttons[1]
    (chosen,) = tell("2")
    assert chosen.kind == "answer"
    assert title not in chosen.buttons
    assert chosen.entry in {hit for hit in [chosen.entry] if hit}


def test_danger_gets_a_card_with_the_number_of_the_country(tell: Tell) -> None:
    (card,) = tell("my throat is closing up and i cannot breathe", country="AU")
    assert (card.kind, card.level, card.destination) == ("card", "emergency", "ambulance")
    assert card.text.startswith("Act now. Call 000")
    assert "999" not in card.text


def test_text_that_looks_like_an_intent_is_text(companion: Companion, tell: Tell, conversation: str) -> None:
    (card,) = tell("/greet{} i cannot breathe")
    assert card.level == "emergency"
    tell('/stop{"case": null}')
    assert companion.last(conversation).level == "emergency"


def test_danger_beyond_the_part_that_is_answered_is_found(tell: Tell) -> None:
    replies = tell("My day was fine. " * 400 + "I cannot breathe and my tongue is swelling.")
    assert replies[0].level == "emergency"
    assert replies[0].kind == "card"
    assert "long" in replies[-1].text


def test_no_third_sorry_in_a_row(tell: Tell) -> None:
    said = [tell(text)[-1] for text in ("vorp blick snadder", "blemt frumious zanth", "quix orble flane")]
    assert len({reply.text for reply in said}) > 1
    assert all(reply.text for reply in said)


def test_the_first_message_says_it_is_a_bot(companion: Companion, conversation: str, tell: Tell) -> None:
    (greeting,) = companion.greet(conversation, "GB")
    assert greeting.kind == "greeting"
    assert "not a person" in greeting.text
    assert "999" in greeting.text
    (reply,) = tell("how often should i change my toothbrush")
    assert reply.kind == "answer"


def test_conversations_do_not_mix(companion: Companion) -> None:
    companion.reply(Turn("how often should i change my toothbrush", "mix-a"))
    (reply,) = companion.reply(Turn("tell me more", "mix-b"))
    assert reply.entry is None
    companion.forget("mix-a")
    companion.forget("mix-b")


def test_turns_sent_at_once_are_all_answered_in_order(companion: Companion) -> None:
    texts = ["hello", "how often should i change my toothbrush", "tell me more"]

    async def all_at_once() -> list[list[Reply]]:
        return await asyncio.gather(*(companion.areply(Turn(text, "at-once")) for text in texts))

    replies = asyncio.run(all_at_once())
    assert all(replies)
    assert replies[2][0].entry == replies[1][0].entry
    assert not companion._locks
    companion.forget("at-once")


def test_a_repeat_says_the_same_again(tell: Tell) -> None:
    (first,) = tell("how often should i change my toothbrush")
    (again,) = tell("can you repeat that")
    assert again.text == first.text
    assert again.entry == first.entry


def test_what_a_turn_replays_stays_the_same(companion: Companion, tell: Tell) -> None:
    """The cost of a turn follows the events that Rasa replays; bench/ measures the time."""

    def events() -> int:
        return max(len(kept) for kept in companion._store._events.values())

    questions = ["how often should i change my toothbrush", "tell me more", "thanks", "does coffee stain"]
    counts = []
    for number in range(60):
        tell(questions[number % 4])
        counts.append(events())
    assert max(counts[-20:]) <= max(counts[4:24])
