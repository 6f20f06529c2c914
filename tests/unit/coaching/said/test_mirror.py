"""The mirror: what was told comes back turned to the person, or not at all."""

from __future__ import annotations

import pytest

from companion.coaching.said.mirror import mirror, torn


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I was on my own with twins.", "you were on your own with twins"),
        (
            "honestly i work nights and my routine is upside down lol",
            "you work nights and your routine is upside down",
        ),
        ("my mum died in march. i dont brush at night", "your mum died in march"),
        ("I'm 46 now and I shake in the waiting room", "you are 46 now and you shake in the waiting room"),
        ("I am absolutely FURIOUS.", "you are absolutely furious"),
        ("husband says I grind so loud he moved out", "husband says you grind so loud he moved out"),
        ("hes scared of the drill and so am i", "he's scared of the drill and so are you"),
    ],
)
def test_what_is_told_is_turned_to_the_person(text: str, words: str) -> None:
    found = mirror(text)
    assert found
    assert found.words == words
    assert found.values["Words"][0].isupper()


def test_what_they_say_against_themselves_is_marked() -> None:
    found = mirror("i did this to him")
    assert found
    assert found.hard
    told = mirror("i keep forgetting my retainer")
    assert told
    assert not told.hard


@pytest.mark.parametrize(
    "text",
    [
        "why do my gums bleed?",
        "how do i clean it",
        "tell me what to do",
        "you are useless",
        "dont lecture me",
        "ok",
        "3",
        "i want to kill myself",
        "this is fucking ridiculous",
        "maybe i could ring them",
        "<script>i am here</script>",
    ],
)
def test_questions_orders_danger_and_scraps_are_not_given_back(text: str) -> None:
    assert mirror(text) is None


def test_a_long_sentence_is_cut_where_a_part_ends() -> None:
    found = mirror(
        "i moved back in with my parents last spring after the divorce, and the bathroom is shared by "
        "five of us, and by the time i get in there it is past midnight"
    )
    assert found
    assert found.words.endswith("shared by five of you")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Never got it looked at, to be honest.", "you never got it looked at, to be honest"),
        ("Been hiding it for years", "you have been hiding it for years"),
        ("thinking of having them all done", "you are thinking of having them all done"),
        ("We're on local telly at Christmas.", "you are on local telly at Christmas"),
    ],
)
def test_who_is_left_out_is_the_person(text: str, words: str) -> None:
    found = mirror(text)
    assert found
    assert found.words == words


def test_a_sentence_that_is_met_otherwise_is_left_out() -> None:
    found = mirror("im 15. a boy in my class called me letterbox", apart="im 15")
    assert found
    assert found.words == "a boy in your class called you letterbox"


def test_a_view_of_others_is_told_as_theirs() -> None:
    found = mirror("hes lying to be nice")
    assert found
    assert found.key == "mirrored_view"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "part of me wants it done with. part of me thinks i always go back",
            "part of you wants it done with, and part of you thinks you always go back",
        ),
        (
            "half of me wants to stop and the other half is lighting up",
            "half of you wants to stop, and the other half is lighting up",
        ),
    ],
)
def test_both_sides_are_given_back(text: str, words: str) -> None:
    found = torn(text)
    assert found
    assert found.words == words


@pytest.mark.parametrize("text", ["part of me is glad", "a bit of tooth came off and a bit is loose", "no"])
def test_one_side_is_not_two(text: str) -> None:
    assert torn(text) is None
