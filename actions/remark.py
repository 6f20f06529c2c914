"""action_remark: a remark on what was asked just before, such as "just the number" or "prove it"."""

from __future__ import annotations

import re
from typing import Any, cast

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.explain import last_shown, level_of
from actions.flow import MEMORY, listened, memory
from actions.say import ANSWERED, country, say
from actions.sources import day
from companion.coaching.answer.explaining import Shown, explaining
from companion.coaching.keeping.consent import ConsentFlow
from companion.coaching.lead import lately
from companion.coaching.memory import Memory
from companion.coaching.passing.handoff import Handoff
from companion.coaching.passing.ways import ways
from companion.coaching.registry import flow
from companion.coaching.said.own_words import so_far
from companion.coaching.said.remarks import remarks
from companion.content import Entry
from companion.engine import project
from companion.engine.recent import TALK, noted, remark
from companion.reply import Reply
from companion.text import sentences

# A sentence of an entry that says how firm a part of it is.
_WEIGHED = re.compile(
    r"\b(?:weak|weaker|strong|little research|few studies|trials|proof|evidence|do not agree)\b", re.I
)


class ActionRemark(Action):
    """Says the words written for it, other ones each time."""

    def name(self) -> str:
        """As in the domain."""
        return "action_remark"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Where nothing fits any more, ask for other words."""
        kept = memory(tracker)
        found = remark(listened(tracker), kept, tracker.events)
        if found is None:
            dispatcher.utter_message(response="utter_fallback_rephrase")
            return []
        said = found.remark
        root = project.root()
        text, kept = remarks(root, TALK).say(said, kept, **_values(tracker, kept))
        text = re.sub(r" {2,}", " ", text)  # a value may be empty
        choices = [{"title": project.titles()[said.see], "entry": said.see}] if said.see else []
        buttons = (*(choice["title"] for choice in choices), "Talk to a human", "What can you do?")
        entry = project.store().entry(said.see) if said.see and said.kind == "answer" else None
        rests = {"entry": entry.id, "sources": entry.sources} if entry else {}
        say(dispatcher, Reply(text, buttons, kind=said.kind, **rests), choices)
        kept = lately(noted(found, kept, tracker.events), None)
        events = [SlotSet(MEMORY, kept.as_dict())]
        return [*events, SlotSet(ANSWERED, said.see)] if said.see else events


def _values(tracker: Tracker, kept: Memory) -> dict[str, str]:
    """What a remark may name: the ways here, what is kept of the person, what the last answer rests on."""
    root, heard = project.root(), listened(tracker)
    consent, handoff = cast(ConsentFlow, flow(root, "consent")), cast(Handoff, flow(root, "handoff"))
    values = {
        "crisis": project.cards().numbers.of(country(tracker))["crisis"],
        **ways(root).of(country(tracker)),
        **consent.known(heard, kept),
        "passed": handoff.shown(kept),
        **_told(tracker, kept),
    }
    if not heard.answered:
        return values
    fields = last_shown(tracker)
    level = level_of(fields)[0] if fields else "none"
    seen, _ = explaining(root).voice.say(f"level.{level}", kept)
    entry = project.store().entry(heard.answered)
    sources = tuple(project.store().source(name) for name in entry.sources)
    cited = Shown(entry, sources).cited
    grade, _ = explaining(root).voice.say(f"grade.{entry.grade or 'none'}", kept)
    weighed = next((one for one in _sentences(entry) if _WEIGHED.search(one)), "")
    rest = {
        "cited": cited,
        "grade": grade,
        "topic": entry.title,
        "reviewed": day(entry.reviewed),
        "seen": seen,
    }
    return {**values, **rest, "weighed": weighed}


def _told(tracker: Tracker, kept: Memory) -> dict[str, str]:
    """Their own words, as a list and as sentences; a gap to fill where they told nothing yet."""
    said = [event.get("text") or "" for event in tracker.events if event.get("event") == "user"]
    lines = so_far(kept, said) or ["What brings me here: ..."]
    return {"told_list": "\n".join(f"- {line}" for line in lines), "told_words": " ".join(lines[:2])}


def _sentences(entry: Entry) -> list[str]:
    """Those of the lead and of the details."""
    return sentences(f"{entry.lead} {entry.more}".replace("\n", " "))
