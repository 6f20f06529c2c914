"""What every action needs: to send a Reply, and to read what this turn brought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from companion.coaching.answer.fitting import suits
from companion.coaching.memory import Memory
from companion.content import Entry
from companion.engine import project
from companion.engine.card import MORE, WHERE_FROM
from companion.entries import FIRST_AID
from companion.reply import Reply

SURE_OF = 0.5  # from here the first entry found is right 93 times in 100, see docs/decisions/0002
TELLING, SHOWN = 5, 60  # words from which a first sentence tells what was said; letters that do
STANDS_IN = 0.02  # chance from which another answer stands in for one that does not fit the person
AGAIN = 0.15  # chance from which another answer is given for one that was said before
IN_HAND = 0.1  # the same for a point of the entry that was said last
WITHIN = 0.4  # share of the best chance, from which an answer on what is talked about goes before it
FAINT = 0.003  # chance below which an answer is noise
ANSWERED = "answered"  # slot: id of the entry that was answered last
PLAN = "Make a small plan for this"
CHOICES = (
    {"title": PLAN, "intent": "set_goal"},
    {"title": MORE, "intent": "ask_more"},
    {"title": WHERE_FROM, "intent": "where_from"},
)


def say(dispatcher: CollectingDispatcher, reply: Reply, choices: Sequence[dict[str, Any]] = ()) -> None:
    """Send a reply. `choices` say what a button means: {"title", "entry" or "intent"}.

    A button without a choice is read as text when it is picked, like anything typed.
    """
    known = {choice["title"]: choice for choice in choices}
    buttons = [{"payload": title, **known.get(title, {"title": title})} for title in reply.buttons]
    fields = {**reply.as_dict(), "data": reply.data}
    del fields["text"], fields["buttons"]
    dispatcher.utter_message(text=reply.text, buttons=buttons, reply=fields)


def hits(tracker: Tracker) -> list[dict[str, Any]]:
    """Entries found for the last message, best first: {"entry", "score", "question"}."""
    found = tracker.latest_message.get("retrieval") or []
    return [hit for hit in found if _suits(tracker, project.store().entry(hit["entry"]))]


def sure(tracker: Tracker) -> Entry | None:
    """The entry that the last message is about, where the store is sure of it."""
    found = hits(tracker)
    return project.store().entry(found[0]["entry"]) if found and found[0]["score"] >= SURE_OF else None


def offering(reply: Reply, entry: Entry, first: bool = False) -> Reply:
    """A reply with a button to an entry, behind its other buttons or before them."""
    if entry.title in reply.buttons:
        return reply
    choices = [*reply.data.get("choices", ()), {"title": entry.title, "entry": entry.id}]
    buttons = (entry.title, *reply.buttons) if first else (*reply.buttons, entry.title)
    return replace(reply, buttons=buttons, data={**reply.data, "choices": choices})


@dataclass(frozen=True)
class Asked:
    """What a message asks for: all that an entry says first, or the `answer` to one of its points."""

    entry: Entry
    answer: str | None

    @property
    def words(self) -> str:
        """What is said to it."""
        return self.entry.lead if self.answer is None else self.answer


def asked(tracker: Tracker) -> Asked | None:
    """What the last message asks for, where that is plain."""
    row = tracker.latest_message.get("point")
    if not row:
        return None
    others = [_asked(one) for one in row["others"] if one["chance"] >= STANDS_IN]
    others.sort(key=lambda one: one.entry.id != tracker.get_slot(ANSWERED))  # what is talked about first
    return next((one for one in (_asked(row), *others) if _suits(tracker, one.entry)), None)


def several(tracker: Tracker) -> list[Asked]:
    """What a message that holds several questions asks for, in turn."""
    return [_asked(row) for row in tracker.latest_message.get("points") or ()]


def other(tracker: Tracker, least: float) -> Asked | None:
    """What else the last message may ask for, a point or another entry, where it is at least that likely.

    Where the likeliest is the lead of an entry, which was said before, something narrower is wanted: the
    chances are those of what is left.
    """
    row = tracker.latest_message.get("point") or {"others": (), "chance": 0.0, "number": 0}
    lead = row["number"] is None
    left = max(1.0 - float(row["chance"]), FAINT)
    narrow = (one for one in row["others"] if lead and one["number"] is not None)
    others = [one for one in narrow if one["chance"] >= max(least * left, FAINT)]
    others = others or [one for one in row["others"] if one["chance"] >= least]
    likely = (one for one in others if one["number"] is not None or one["entry"] != row["entry"])
    return next((_asked(one) for one in likely), None)


def others(tracker: Tracker) -> list[Asked]:
    """What else the last message may ask for, the likeliest first."""
    message = tracker.latest_message
    row = message.get("point") or message.get("hint") or {}
    return [_asked(one) for one in row.get("others", ())]


def hinted(tracker: Tracker) -> tuple[Asked, float] | None:
    """What may help with the last message, and the chance that it does, where nothing is sure.

    What was said before gives way to the next likely one; no alarm is made out of nothing.
    """
    row = tracker.latest_message.get("hint")
    last = tracker.get_slot(ANSWERED)
    others = row["others"] if row else ()
    rows = [one for one in others if one["chance"] >= (IN_HAND if one["entry"] == last else AGAIN)]
    rows = [row, *rows] if row else []
    for one in _within(tracker, rows):
        may = _asked(one)
        if not (before(tracker, may.words) or _alarms(tracker, may.entry)) and _suits(tracker, may.entry):
            return may, float(one["chance"])
    return None


def _suits(tracker: Tracker, entry: Entry) -> bool:
    """Whether an entry fits who is spoken of, by all that was said."""
    said = " ".join(event.get("text") or "" for event in tracker.events if event.get("event") == "user")
    return suits(entry, said, Memory.from_dict(tracker.get_slot("memory")), tracker.get_slot(ANSWERED) or "")


def _within(tracker: Tracker, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows; in a talk, what names nothing is more likely about its subject than about any other."""
    last, store = tracker.get_slot(ANSWERED), project.store()
    if not last or not rows or store.named(tracker.latest_message.get("text") or ""):
        return rows
    subject = {last, *store.entry(last).related}
    least = WITHIN * rows[0]["chance"]
    return sorted(rows, key=lambda one: one["entry"] not in subject or one["chance"] < least)


def _alarms(tracker: Tracker, entry: Entry) -> bool:
    """Whether an entry is first aid that nobody spoke of: on a guess it would only frighten."""
    open_one = (tracker.get_slot("flow") or {}).get("flow")
    spoken_of = open_one == "emergency" or tracker.get_slot(ANSWERED) == entry.id
    return entry.topic == FIRST_AID and not spoken_of


def before(tracker: Tracker, text: str) -> bool:
    """Whether a reply of this conversation held the text already."""
    first = text.split(". ")[0]
    first = first if len(first.split()) >= TELLING else text[:SHOWN]  # "Yes" was said of many things
    return any(first in (event.get("text") or "") for event in tracker.events if event.get("event") == "bot")


def _asked(row: dict[str, Any]) -> Asked:
    store, number = project.store(), row["number"]
    entry = store.entry(row["entry"])
    return Asked(entry, None if number is None else store.point(entry.id, number).answer)


def country(tracker: Tracker) -> str | None:
    """The person's country, ISO 3166-1 alpha-2, or None."""
    found: str | None = tracker.get_slot("country")
    return found


def message_metadata(tracker: Tracker) -> dict[str, Any]:
    """What the Companion sent along with the last message."""
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return event.get("metadata") or {}
    return {}
