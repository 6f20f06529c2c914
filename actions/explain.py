"""action_reason, action_how_sure, action_simplify: the companion explains what it said last."""

from __future__ import annotations

from typing import Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.flow import MEMORY, memory
from actions.say import CHOICES, country, say
from companion.coaching.answer.evidence import Evidence, evidence
from companion.coaching.answer.explaining import Explaining, Shown, explaining
from companion.coaching.memory import Memory
from companion.engine import project
from companion.engine.card import MORE, WHERE_FROM
from companion.reply import Reply

_BACK = 3  # turns to look back: "thanks" in between does not make "why?" a new subject


class _Explain(Action):
    """Base: finds what was shown, says the words for it, or the response for when nothing was."""

    called: ClassVar[str] = ""
    otherwise: ClassVar[str] = ""
    buttons: ClassVar[tuple[str, ...]] = (WHERE_FROM,)

    def name(self) -> str:
        """As in the domain."""
        return self.called

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """What it says rests on the same rule or entry, so that one can go on asking."""
        fields = last_shown(tracker)
        kept: Memory = memory(tracker)
        text = None
        if fields:
            text, kept = self.words(explaining(project.root()), shown(fields), kept, country(tracker))
        if text is None:
            dispatcher.utter_message(response=self.otherwise)
            return [SlotSet(MEMORY, kept.as_dict())]
        assert fields is not None  # there was something to explain
        reply = Reply(
            text,
            self.buttons if fields.get("entry") else (),
            entry=fields.get("entry"),
            sources=tuple(fields.get("sources") or ()),
            kind="openness",
            data={**fields["data"], "explained": level_of(fields), "own": _own(fields)},
        )
        say(dispatcher, reply, CHOICES)
        return [SlotSet(MEMORY, kept.as_dict())]

    def words(
        self, wording: Explaining, what: Shown, kept: Memory, where: str | None
    ) -> tuple[str | None, Memory]:
        """What to say about it; None for the response."""
        raise NotImplementedError


class ActionReason(_Explain):
    """ "Why do you say that?": the words heard, the rule, its source."""

    called = "action_reason"
    otherwise = "utter_ask_reason"

    def words(
        self, wording: Explaining, what: Shown, kept: Memory, where: str | None
    ) -> tuple[str | None, Memory]:
        """The rule's reason, or the entry it was taken for."""
        return wording.reason(what, kept)


class ActionHowSure(_Explain):
    """ "How sure are you?": of the rule, and of this case."""

    called = "action_how_sure"
    otherwise = "utter_how_sure"

    def words(
        self, wording: Explaining, what: Shown, kept: Memory, where: str | None
    ) -> tuple[str | None, Memory]:
        """By the source, and with what a bot cannot know."""
        return wording.sure(what, kept)


class ActionSimplify(_Explain):
    """ "Say it simpler": fewer words, then one thing, then the word that got in the way."""

    called = "action_simplify"
    otherwise = "utter_simplify"
    buttons = (MORE, WHERE_FROM)

    def words(
        self, wording: Explaining, what: Shown, kept: Memory, where: str | None
    ) -> tuple[str | None, Memory]:
        """The same answer, shorter."""
        return wording.simple(what, kept, where)


def last_shown(tracker: Tracker) -> dict[str, Any] | None:
    """The fields of the newest reply that rested on a rule or an entry, within the last turns."""
    turns = 0
    for event in reversed(tracker.events):
        turns += event.get("event") == "user"
        if turns > _BACK:
            return None
        if event.get("event") != "bot":
            continue
        fields = (event.get("metadata") or {}).get("reply") or {}
        data = fields.get("data") or {}
        if data.get("rule") or fields.get("entry"):
            return {**fields, "data": data}
    return None


def shown(fields: dict[str, Any]) -> Shown:
    """The same with its entry and sources looked up."""
    store, data = project.store(), fields["data"]
    names = (data["source"],) if data.get("rule") else tuple(fields.get("sources") or ())
    entry = store.entry(fields["entry"]) if fields.get("entry") else None
    level, destination = level_of(fields)
    return Shown(
        entry=entry,
        sources=tuple(store.source(name) for name in names or (entry.sources if entry else ())),
        level=level,
        destination=destination,
        rule=data.get("rule"),
        why=data.get("why") or "",
        words=tuple(data.get("words") or ()),
        proof=evidence(store, entry) if entry and not data.get("rule") else Evidence(),
    )


def level_of(fields: dict[str, Any]) -> Any:
    """(level, destination) of what was shown; an explanation of it carries them on."""
    return fields["data"].get("explained") or [fields.get("level") or "none", fields.get("destination")]


def _own(fields: dict[str, Any]) -> list[str]:
    return list(fields["data"].get("words") or ())
