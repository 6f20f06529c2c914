"""Looks: every wish gets its facts, source and a milder step; pressing stays kind; worry gets care."""

from __future__ import annotations

from pathlib import Path

import pytest
import textstat

from companion.coaching.flow import Move, State
from companion.coaching.heard import Heard
from companion.coaching.looks.posing import FACTS, QUESTIONS
from companion.coaching.looks.talk import Looks, load
from companion.coaching.memory import Memory
from companion.guard import claims

ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="module")
def looks() -> Looks:
    return load(ROOT)


def heard(text: str, intent: str = "want_procedure", country: str | None = "GB") -> Heard:
    return Heard(text, intent, 0.9, country=country)


def talk(looks: Looks, *turns: tuple[str, str]) -> list[Move]:
    """The moves of a conversation; a turn is its text and its intent."""
    moves: list[Move] = []
    state: State | None = None
    memory = Memory()
    for text, intent in turns:
        said = heard(text, intent)
        moves.append(looks.begin(said, memory) if state is None else looks.go_on(state, said, memory))
        state, memory = moves[-1].state, moves[-1].memory
    return moves


@pytest.mark.parametrize(
    ("wish", "entry"),
    [
        ("i want whiter teeth", "whitening"),
        ("thinking of whitening strips from amazon", "whitening-strips-and-kits"),
        ("the nail salon does whitening, booked for friday", "whitening-safe-routes"),
        ("i want veneers", "veneers"),
        ("composite bonding on my front teeth please", "composite-bonding"),
        ("flying to turkey for 20 crowns", "crowns-for-looks-abroad"),
        ("im gonna file my canines with a nail file", "teeth-filing-at-home"),
        ("charcoal for white teeth", "charcoal-toothpaste"),
        ("lemon and baking soda to whiten", "acid-hacks"),
        ("ordering aligners online", "mail-order-aligners"),
        ("closing my gap with rubber bands", "mail-order-aligners"),
        ("i want a tooth gem", "tooth-gems"),
        ("i want clip in veneers", "snap-on-smiles"),
        ("i want a smile makeover", "smile-makeover"),
        ("a smile like that influencer", "celebrity-smiles"),
        ("my wedding is in may", "wedding-and-photos"),
        ("i want The Perfect Smile", "the-perfect-smile"),
        ("i have perfect genetics so it will work", "perfect-genetics"),
        ("they said it's guaranteed", "adverts-and-guarantees"),
        ("my front tooth went grey after a fall", "one-dark-tooth-after-injury"),
        ("i chipped my tooth and it shows", "chipped-tooth"),
        ("im 15 and want my teeth whitened", "whitening-under-18"),
        ("make my teeth look better", "reversible-first"),
    ],
)
def test_the_first_reply_serves_who_writes_only_once(looks: Looks, wish: str, entry: str) -> None:
    (move,) = talk(looks, (wish, "want_procedure"))
    (reply,) = move.replies
    assert reply.entry == entry
    assert reply.sources
    assert reply.text.count("?") == 1
    assert any(word in reply.text for word in ("From:", "Source:", "comes from:"))
    assert {FACTS, QUESTIONS} <= {*reply.buttons}


def test_all_that_may_be_said_is_readable_and_within_the_guard(looks: Looks) -> None:
    telling = looks.telling
    texts = [text for rows in telling.voice.words.values() for text in rows]
    texts += [text for rows in looks.meeting.promises.voice.words.values() for text in rows]
    for one in telling.reader.procedures:
        texts += [
            one.key,
            one.gentler,
            one.who,
            one.tooth,
            one.lasts,
            one.under_18,
            one.under_18_now,
            *one.ask,
        ]
    assert [(text, claims(text)) for text in texts if claims(text)] == []
    hard = [text for text in texts if len(text.split()) > 15 and textstat.flesch_kincaid_grade(text) > 7]
    assert hard == []
    assert [text for text in texts if "!" in text] == []


def test_every_procedure_names_an_entry_of_the_content(looks: Looks) -> None:
    entries = {path.stem for path in (ROOT / "content").glob("*/*.md")}
    assert {one.entry for one in looks.telling.reader.procedures} <= entries


def test_every_key_has_three_wordings(looks: Looks) -> None:
    voices = (looks.telling.voice, looks.meeting.promises.voice)
    assert [key for voice in voices for key, rows in voice.words.items() if len(rows) < 3] == []


def test_pressing_is_met_in_new_words_each_time_and_then_let_be(looks: Looks) -> None:
    moves = talk(
        looks,
        ("i want veneers", "want_procedure"),
        ("i don't care about the risks", "insist_procedure"),
        ("just tell me where", "insist_procedure"),
        ("you're preachy", "insist_procedure"),
        ("i still don't care about the risks", "insist_procedure"),
    )
    texts = [move.replies[0].text for move in moves]
    assert len({*texts}) == len(texts)
    assert moves[-1].state is None


def test_a_teenager_hears_what_waits_and_what_helps_now(looks: Looks) -> None:
    first, second = talk(
        looks, ("im 15 and i want veneers", "want_procedure"), ("my mouth my choice", "insist_procedure")
    )
    assert "grown" in first.replies[0].text
    assert "check" in first.replies[0].text
    assert second.replies[0].text in looks.telling.voice.words["press_teen"]


def test_an_adult_is_not_taken_for_a_teenager(looks: Looks) -> None:
    (move,) = talk(looks, ("im 32 and want whiter teeth", "want_procedure"))
    assert "18" not in move.replies[0].text


def test_worry_that_fills_the_day_gets_care_and_signposts_and_no_label(looks: Looks) -> None:
    first, second = talk(
        looks,
        ("i check my teeth in the mirror all day and dont leave the house", "worry_about_looks"),
        ("five hours maybe", "ask"),
    )
    assert first.replies[0].entry == second.replies[0].entry == "worry-about-looks"
    assert "GP" in first.replies[0].text
    assert "dysmorphi" not in first.replies[0].text + second.replies[0].text
    assert second.state is None


def test_harm_done_already_goes_to_a_dentist(looks: Looks) -> None:
    _, asked, sent = talk(
        looks,
        ("gonna file my teeth", "want_procedure"),
        ("I have tried it", "want_procedure"),
        ("yes it stings", "affirm"),
    )
    assert asked.replies[0].entry == "damage-after-diy"
    assert sent.replies[0].level == "soon"


def test_a_plea_for_a_brand_or_a_promise_outside_looks_stands_alone(looks: Looks) -> None:
    (brand,) = talk(looks, ("which toothpaste brand is best", "ask_recommendation"))
    assert brand.state is None
    assert brand.replies[0].entry == "fluoride-toothpaste"
    (promise,) = talk(looks, ("promise me it's not cancer", "ask_guarantee"))
    assert promise.state is None
    assert promise.replies[0].kind == "boundary"


def test_a_fair_reason_is_helped_without_a_lecture(looks: Looks) -> None:
    moves = talk(
        looks,
        ("my front tooth turned dark after an accident", "want_procedure"),
        ("about ten years ago", "ask"),
        ("what should i ask them", "ask"),
    )
    assert moves[-1].replies[0].kind == "document"
    assert {move.replies[0].entry for move in moves} == {"one-dark-tooth-after-injury"}


def test_after_interruptions_the_door_is_left_open(looks: Looks) -> None:
    (move,) = talk(looks, ("i want veneers", "want_procedure"))
    assert move.state is not None
    once = looks.again(move.state, move.memory)
    assert once.state is not None
    twice = looks.again(once.state, once.memory)
    assert twice.state is None
    assert once.replies[0].text != twice.replies[0].text
