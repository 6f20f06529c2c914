"""How turns combine: across messages, taken back, raised for people at risk."""

from __future__ import annotations

import pytest

from companion.triage import Assessment, Case, Screen


def talk(screen: Screen, *turns: str) -> Assessment:
    case = Case()
    for turn in turns:
        assessment = screen.assess(case, screen.read(turn))
        case = assessment.case
    return assessment


def test_signs_combine_across_turns(screen: Screen) -> None:
    first = talk(screen, "my cheek is swollen")
    assert first.level == "urgent"
    both = talk(screen, "my cheek is swollen", "and now i can't swallow my own spit")
    assert (both.level, both.destination) == ("emergency", "ambulance")
    assert both.raised


def test_small_talk_does_not_lower(screen: Screen) -> None:
    after = talk(
        screen, "my son's front tooth got knocked out at football", "ok thanks, how often should he brush?"
    )
    assert after.level == "emergency"
    assert not after.raised


def test_a_denial_takes_back(screen: Screen) -> None:
    after = talk(screen, "my cheek is swollen and i can't breathe", "no sorry, i can breathe fine")
    assert after.level == "urgent"
    assert after.lowered


def test_a_false_alarm_takes_back(screen: Screen) -> None:
    assert (
        talk(screen, "he swallowed a button battery", "false alarm, found it under the sofa").level == "none"
    )


def test_a_false_alarm_with_new_danger_does_not(screen: Screen) -> None:
    after = talk(screen, "my gums bleed", "oh wait, it turns out i can't breathe properly")
    assert after.level == "emergency"


@pytest.mark.parametrize(
    "correction",
    [
        "sorry no, that was when i was a kid",
        "oh that was back in 2019, all sorted since",
        "not me, i'm revising for my exam",
        "oops, pasted the wrong thing, that's my homework",
        "it's what happens to a man in my novel",
    ],
)
def test_another_light_takes_back(screen: Screen, correction: str) -> None:
    told = "face was huge and couldn't open my mouth"
    after = talk(screen, told, correction)
    assert after.level == "none"
    assert after.lowered


@pytest.mark.parametrize(
    "more",
    [
        "it was ten minutes ago",
        "i had the same in 2018 and ended up in hospital",
        "my friend had that years ago and was fine",
        "i watched a film about this once",
        "sorry for my spelling lol",
        "thanks, how long should i brush for?",
    ],
)
def test_what_else_is_told_takes_nothing_back(screen: Screen, more: str) -> None:
    assert talk(screen, "my face is huge and i can't swallow my spit", more).level == "emergency"


@pytest.mark.parametrize(
    "turns",
    [
        ("got told off today by the hygienist", "and then she did THIS FACE like i was nine"),
        ("my wife keeps on about my teeth",),
        ("so guard first or new teeth first?",),
    ],
)
def test_what_all_but_surely_tells_of_no_trouble_is_none(screen: Screen, turns: tuple[str, ...]) -> None:
    assert talk(screen, *turns).level == "none"


def test_an_old_knock_is_no_emergency(screen: Screen) -> None:
    told = "one of my front teeth went dark after i got hit with a hockey ball"
    assert talk(screen, told, "it was like 3 years ago. doesnt hurt at all").level != "emergency"
    assert talk(screen, told, "it was ten minutes ago").level == "emergency"


def test_despair_is_not_put_in_another_light(screen: Screen) -> None:
    after = talk(screen, "i want to kill myself", "sorry, that was years ago, all fine since")
    assert after.destination == "crisis_line"


@pytest.mark.parametrize(
    "text",
    [
        "my hygienist is a lifesaver, i'd be dead without her lol",
        "watched a film where a boxer spits out a tooth and bleeds everywhere, is that realistic",
    ],
)
def test_a_frame_speaks_against_the_rules(screen: Screen, text: str) -> None:
    assert talk(screen, text).level == "none"


def test_a_joke_about_dying_is_not_taken_back(screen: Screen) -> None:
    assert talk(screen, "i want to kill myself", "just kidding lol").destination == "crisis_line"


@pytest.mark.parametrize(
    "risk", ["i am 20 weeks pregnant", "i'm diabetic", "i take warfarin", "i'm on chemo", "i am 14 years old"]
)
def test_risks_raise_an_infection_one_level(screen: Screen, risk: str) -> None:
    assert talk(screen, "i have an abscess on my gum").level == "urgent"
    raised = talk(screen, "i have an abscess on my gum", risk)
    assert (raised.level, raised.destination) == ("emergency", "dentist_now")
    assert raised.findings[0].raised


def test_a_risk_alone_is_nothing(screen: Screen) -> None:
    assert talk(screen, "i am diabetic and 20 weeks pregnant").level == "none"


def test_a_baby_tooth_is_not_raised_for_age(screen: Screen) -> None:
    assert talk(screen, "my 3 year old had her baby tooth knocked out").level == "urgent"


def test_case_survives_json(screen: Screen) -> None:
    import json

    after = talk(screen, "my face is swollen", "and i have a fever")
    again = Assessment.from_dict(json.loads(json.dumps(after.as_dict())))
    assert again == after


def test_marks_survive_json(screen: Screen) -> None:
    from companion.triage import Mark

    marks = screen.read("no swelling, but my tooth hurts")
    assert tuple(Mark.from_dict(mark.as_dict()) for mark in marks) == marks


def test_long_conversations_stay_bounded(screen: Screen) -> None:
    case = Case()
    for _ in range(200):
        case = screen.assess(case, screen.read("my gums bleed and my tooth hurts when i chew")).case
    assert len(case.signs) <= 60


@pytest.mark.parametrize("text", ["", " ", "\x00", "🙂🙂", "?!...", "а" * 5000, "a " * 20000])
def test_odd_input_is_read(screen: Screen, text: str) -> None:
    assert talk(screen, text).level == "none"


def test_a_long_message_hides_no_danger_behind_calm_words(screen: Screen) -> None:
    calm = "My garden is lovely this year and my neighbour brings me plums and we talk about the weather. "
    assert talk(screen, f"{calm * 8}And my husband hits me.").destination == "safeguarding"
    assert talk(screen, f"{calm * 8}And I can't breathe.").level == "emergency"
