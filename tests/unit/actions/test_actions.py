"""Actions on a tracker as Rasa hands it over: what they say and what they set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import ActionAnswer
from actions.explain import ActionHowSure, ActionReason, ActionSimplify
from actions.fallback import ActionFallback
from actions.more import ActionMore
from actions.repeat import ActionRepeat
from actions.screen import ActionScreen
from actions.sources import ActionSources
from actions.triage import ActionTriage
from companion.engine import project

if TYPE_CHECKING:
    from companion.engine import Companion

pytestmark = pytest.mark.usefixtures("companion")


def tracker(
    text: str = "",
    slots: dict[str, Any] | None = None,
    events: list[dict[str, Any]] | None = None,
    loop: str | None = None,
    **parsed: Any,
) -> Tracker:
    message = {"text": text, "intent": {"name": "ask"}, **parsed}
    happened = [*(events or []), {"event": "user", "text": text, "parse_data": message}]
    return Tracker("a", slots or {}, message, happened, False, None, {"name": loop} if loop else {}, None)


def run(action: Any, at: Tracker) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """(messages, events) of an action."""
    dispatcher = CollectingDispatcher()
    events = action.run(dispatcher, at, {})
    return dispatcher.messages, events


def hit(entry: str, score: float) -> dict[str, Any]:
    return {"entry": entry, "score": score, "question": ""}


def slots(events: list[dict[str, Any]]) -> dict[str, Any]:
    return {event["name"]: event["value"] for event in events if event["event"] == "slot"}


def marks(text: str) -> list[dict[str, Any]]:
    return [mark.as_dict() for mark in project.screen().read(text)]


def test_a_sure_hit_is_answered_and_remembered() -> None:
    (message,), events = run(ActionAnswer(), tracker(retrieval=[hit("bleeding-gums", 0.9)]))
    entry = project.store().entry("bleeding-gums")
    assert entry.lead in message["text"]
    assert message["reply"]["sources"] == list(entry.sources)
    assert slots(events)["answered"] == "bleeding-gums"


def test_doubt_becomes_a_menu_of_titles() -> None:
    found = [hit("bleeding-gums", 0.2), hit("gum-disease", 0.18), hit("knocked-out-tooth", 0.01)]
    (message,), events = run(ActionAnswer(), tracker("what about those", retrieval=found))
    titles = [project.store().entry(name).title for name in ("bleeding-gums", "gum-disease")]
    assert [button["title"] for button in message["buttons"]] == titles
    assert message["buttons"][0]["entry"] == "bleeding-gums"
    assert message["reply"]["kind"] == "menu"
    assert [event["name"] for event in events] == ["memory"]  # no entry counts as answered


def test_nothing_near_is_said_honestly() -> None:
    (message,), _ = run(ActionAnswer(), tracker(retrieval=[hit("bleeding-gums", 0.02)]))
    assert message["response"] == "utter_nothing_near"


def test_more_and_sources_need_an_answer_to_go_on_from() -> None:
    assert run(ActionMore(), tracker())[0][0]["response"] == "utter_more_of_what"
    assert run(ActionSources(), tracker())[0][0]["response"] == "utter_where_from_in_general"


def test_sources_name_year_and_review() -> None:
    (message,), _ = run(ActionSources(), tracker(slots={"answered": "bleeding-gums"}))
    entry = project.store().entry("bleeding-gums")
    source = project.store().source(entry.sources[0])
    assert f"{source.title} ({source.year}): {source.url}" in message["text"]
    assert str(entry.reviewed.year) in message["text"]


def test_the_second_miss_in_a_row_offers_a_human() -> None:
    once, events = run(ActionFallback(), tracker("blah", retrieval=[]))
    kept = {"memory": slots(events)["memory"]}
    before = [{"event": "user", "text": "blah"}]
    twice, _ = run(ActionFallback(), tracker("blah", kept, before, retrieval=[]))
    between = [*before, {"event": "user", "text": "hello"}]
    again, _ = run(ActionFallback(), tracker("blah", kept, between, retrieval=[]))
    assert [m[0]["response"] for m in (once, twice, again)] == [
        "utter_fallback_rephrase",
        "utter_fallback_human",
        "utter_fallback_rephrase",
    ]


def test_after_an_answer_a_miss_stays_with_it_before_a_human_is_offered() -> None:
    (message,), events = run(ActionFallback(), tracker("hm so", {"answered": "bleeding-gums"}, retrieval=[]))
    titles = [button["title"] for button in message["buttons"]]
    assert titles[0] == project.store().entry("bleeding-gums").title
    assert message["reply"]["kind"] == "reflection"
    assert slots(events)["memory"]["notes"]["missed"] == [1, 1]


def test_repeat_says_everything_of_the_turn_before() -> None:
    before = [
        {"event": "user", "text": "hi"},
        {"event": "bot", "text": "One.", "metadata": {"reply": {"kind": "answer"}}, "data": {}},
        {"event": "bot", "text": "Two.", "metadata": {}, "data": {"buttons": [{"title": "Yes"}]}},
    ]
    messages, _ = run(ActionRepeat(), tracker("again", events=before))
    assert [message["text"] for message in messages] == ["One.", "Two."]
    assert messages[1]["buttons"] == [{"title": "Yes"}]


def test_the_screen_folds_a_message_into_the_case_and_says_nothing() -> None:
    text = "i cannot breathe"
    messages, events = run(ActionScreen(), tracker(text, triage=marks(text)))
    assert messages == []
    assert slots(events)["assessment"]["raised"] is True
    assert slots(events)["case"]["turns"] == 1


def test_a_message_without_a_sign_still_is_a_turn() -> None:
    first = slots(run(ActionScreen(), tracker("i cannot breathe", triage=marks("i cannot breathe")))[1])
    second = slots(run(ActionScreen(), tracker("ok", slots={"case": first["case"]}, triage=[]))[1])
    assert second["assessment"]["raised"] is False
    assert second["assessment"]["level"] == "emergency"
    assert second["case"]["turns"] == 2


def test_the_card_ends_an_open_form_and_flow() -> None:
    text = "i cannot breathe"
    kept = slots(run(ActionScreen(), tracker(text, triage=marks(text)))[1])
    at = tracker(text, slots={**kept, "country": "GB", "flow": {"flow": "coach"}}, loop="check_form")
    (message,), events = run(ActionTriage(), at)
    assert message["text"].startswith("Act now. Call 999")
    assert message["reply"]["level"] == "emergency"
    assert any(event["event"] == "active_loop" and event["name"] is None for event in events)
    assert slots(events)["flow"]["flow"] == "emergency"
    assert slots(events)["requested_slot"] is None


def test_a_card_below_an_emergency_speaks_about_what_was_asked(companion: Companion) -> None:
    text = "my gums bleed when i brush"
    kept = slots(run(ActionScreen(), tracker(text, triage=marks(text)))[1])
    at = tracker(text, slots=kept, retrieval=[hit("gum-disease", 0.97)])
    (message,), events = run(ActionTriage(), at)
    assert message["reply"]["entry"] == "gum-disease"
    assert message["reply"]["level"] == kept["assessment"]["level"]
    assert slots(events)["answered"] == "gum-disease"


def card(text: str, **parsed: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The message of the card for `text`, and the slots after it."""
    kept = slots(run(ActionScreen(), tracker(text, triage=marks(text)))[1])
    messages, events = run(ActionTriage(), tracker(text, slots={**kept, "country": "GB"}, **parsed))
    return messages[0], {**kept, **slots(events)}


def after(message: dict[str, Any], text: str) -> Tracker:
    """The turn after a reply, on a tracker as Rasa hands it over."""
    said = {"event": "bot", "text": message["text"], "metadata": {"reply": message["reply"]}, "data": {}}
    return tracker(text, slots={"country": "GB"}, events=[{"event": "user", "text": "before"}, said])


def test_it_says_why_with_the_words_heard_and_the_source() -> None:
    message, _ = card("my cheek swelled up")
    (reply,), _ = run(ActionReason(), after(message, "why do you say that"))
    assert '"cheek swelled up"' in reply["text"]
    assert "Based on" in reply["text"]
    (again,), _ = run(ActionHowSure(), after(reply, "how sure are you"))
    assert again["reply"]["data"]["rule"] == message["reply"]["data"]["rule"]


def test_simpler_keeps_the_number_of_an_emergency() -> None:
    message, _ = card("i cannot breathe and my tongue is swelling")
    (reply,), _ = run(ActionSimplify(), after(message, "simpler please"))
    assert "999" in reply["text"]
    assert len(reply["text"]) < len(message["text"]) / 2


def test_with_nothing_shown_it_explains_in_general() -> None:
    assert run(ActionReason(), tracker("why"))[0][0]["response"] == "utter_ask_reason"
    assert run(ActionHowSure(), tracker("sure?"))[0][0]["response"] == "utter_how_sure"
    assert run(ActionSimplify(), tracker("simpler"))[0][0]["response"] == "utter_simplify"


def test_despair_opens_a_talk_and_an_injury_by_someone_keeps_one_waiting() -> None:
    message, kept = card("i want to die")
    assert kept["flow"]["flow"] == "crisis"
    assert message["reply"]["kind"] == "card"
    _, kept = card("my husband punched me and my front tooth is loose")
    assert kept["flow"]["flow"] == "emergency"
    assert kept["flow"]["answers"]["outer"]["flow"] == "crisis"


def test_a_complaint_that_leaves_the_level_open_is_asked_about() -> None:
    message, kept = card("i have toothache")
    assert kept["flow"]["flow"] == "check"
    assert message["reply"]["level"] == "soon"
    assert "None of these" in [button["title"] for button in message["buttons"]]
