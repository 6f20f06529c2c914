"""What a message offers for a plan is taken in the person's words; what is told or turned down is not."""

from __future__ import annotations

from typing import Any

import pytest

from companion.coaching.session.offering import offered


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("what id need is something i do before i get in my car", {"cue": "before i get in my car"}),
        ("there's a mug on my desk at home", {"thing": "a mug on my desk at home"}),
        (
            "Wednesdays are the problem, football till 10",
            {"snag": "Wednesdays are the problem, football till 10"},
        ),
        (
            "could be a race. no wait not a race he'll rush. a slow-motion thing",
            {"step": "a slow-motion thing"},
        ),
        ("maybe face down", {"step": "face down", "unsure": True}),
        ("yeah go on then. tomorrow after coffee", {"cue": "after coffee", "start": "tomorrow", "step": ""}),
        ("i could do 1 sugar in the afternoon ones", {"step": "1 sugar in the afternoon ones"}),
        ("ok no coffee after 4 i can try. not 2. 4", {"step": "no coffee after 4", "cue": ""}),
        ("last good streak was when i brushed in the shower", {"worked": "in the shower", "step": ""}),
        ("could stick a brush in there today", {"step": "stick a brush in there today"}),
        ("3 times a week. tues thurs sun", {"step": "3 times a week", "cue": "tues thurs sun"}),
        ("maybe not the one at 3am", {"step": "the one at 3am", "leaves": True, "unsure": True}),
        ("every time an email pings i could drop my shoulders", {"cue": "every time an email pings"}),
        (
            "if it was one biscuit instead of the packet",
            {"step": "one biscuit instead of the packet", "unsure": True},
        ),
        ("not in the morning, mornings are mad. evening i could", {"cue": "evening"}),
        (
            "right: lenses out, then brush, before i go near the bed. starting thursday."
            " what'll trip me up is if i fall asleep on the sofa",
            {
                "step": "lenses out, then brush",
                "cue": "before i go near the bed",
                "start": "thursday",
                "snag": "i fall asleep on the sofa",
            },
        ),
        ("what did stick was my tablet, because it lives beside the kettle", {"worked": "beside the kettle"}),
        ("i always make a brew at 10 and stand there", {"worked": "when i make a brew at 10", "step": ""}),
        ("if i did it right after my insulin, i'd maybe manage", {"cue": "right after my insulin"}),
        (
            "my own thought was evenings, directly after brushing",
            {"cue": "evenings, directly after brushing"},
        ),
        ("obstacle: on wednesdays i have bridge", {"snag": "on wednesdays i have bridge"}),
        ("i'll ask my dentist next visit", {"step": "ask my dentist next visit", "unsure": False}),
    ],
)
def test_parts_of_a_plan_are_heard(text: str, parts: dict[str, Any]) -> None:
    found = offered(text)
    assert {name: getattr(found, name) for name in parts} == parts


@pytest.mark.parametrize(
    "text",
    [
        "I KNOW what to do I teach mouth care to patients",
        "sugar free tastes like battery",
        "my mother drank hers that way until 93",
        "maybe if i knew they'd not do anything on the first visit",
        "phone in the kitchen is a step too far",
        "because picking up the phone means it's real",
        "no medicines",
        "i only ever brush in the mornings",
        "i just forget mornings",
        "whats the point, day 1 again",
        "no nhs dentist in the whole of cornwall",
        "and dont tell me to look on the website",
        "please dont give me advice",
        "today one guy put a carrot on my plate",
        "i know i know. but it's that or a ditch",
        "so the plan is dead i think",
        "4 energy drinks a day. before you start, i need them",
        "write me a note i can hand to the dentist",
        "the mouth felt cleaner, i could taste curry",
        "in the war we had no dentist",
        "one change. i'm only doing one",
    ],
)
def test_what_is_told_turned_down_or_only_imagined_is_no_offer(text: str) -> None:
    assert not offered(text).plans


def test_a_bare_step_counts_where_one_was_asked_for() -> None:
    assert not offered("floss in bed").plans
    assert offered("floss in bed", expected=True).plans
    assert not offered("jaw is stiff in the morning", expected=True).plans
