"""What the search found for a message: the entries it is about, and what else it may have meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Tracker

from actions.say import ANSWERED, SURE_OF, hinted, hits
from companion.coaching.finding import Question
from companion.coaching.said.asking import wants
from companion.content import Entry
from companion.engine import project
from companion.entries import FIRST_AID

# Chosen on data, see docs/decisions/0002: from LIKELY on the first entry is right three times in four, and
# the next ones stand beside it. Between NEAR and LIKELY the right one is among the first three
# nearly nine times in ten.
LIKELY, NEAR = 0.3, 0.15
ALONE, TWICE = 0.2, 2  # score from which an entry answers that is so many times as likely as the next one
HINTED = 0.2  # chance from which a hint on what is talked about goes before an entry of the search
FAR = 0.05  # score from which another stands beside an entry that is no more than near
SHARE = 0.4  # of the first entry's score, from which another may have been meant
OFFERED = 3  # buttons to other entries: what else may have been meant, then what is related
SHORT = 12  # words of a question that may lean on the last answer
FOLLOWS = 0.5  # score from which the two together are answered


def likely(found: Sequence[dict[str, Any]]) -> bool:
    """Whether the first entry found is likely to be the right one."""
    first, second = [*(hit["score"] for hit in found), 0.0, 0.0][:2]
    return bool(first >= LIKELY or (first >= ALONE and first >= TWICE * second))


def near(found: Sequence[dict[str, Any]]) -> list[Entry]:
    """The entries that a message may be about, of those that were found."""
    least = max(NEAR, SHARE * max((hit["score"] for hit in found), default=0.0))
    return [project.store().entry(hit["entry"]) for hit in found if hit["score"] >= least]


def around(found: Sequence[dict[str, Any]]) -> list[Entry]:
    """As `near`; where none is likely, the next ones too, so that there is something to choose from."""
    best = max((hit["score"] for hit in found), default=0.0)
    if not NEAR <= best < LIKELY:
        return near(found)
    return [project.store().entry(hit["entry"]) for hit in found if hit["score"] >= FAR]


def may_mean(others: Sequence[Entry], entry: Entry) -> list[Entry]:
    """What else a question may have meant than `entry`, the likeliest first.

    "When you think about dying" is no suggestion to a question on tartar.
    """
    fit = [other for other in others if other != entry]
    return [other for other in fit if entry.topic == FIRST_AID or other.topic != FIRST_AID][:OFFERED]


def in_context(tracker: Tracker) -> str | None:
    """The entry that a short question means when it is read together with the last answer's title."""
    last, text = tracker.get_slot(ANSWERED), tracker.latest_message.get("text") or ""
    if not last or len(text.split()) > SHORT or not wants(text):
        return None
    found = project.store().search(f"{text} {project.store().entry(last).title}")
    return found[0].entry_id if found and found[0].score >= FOLLOWS else None


def in_hand(tracker: Tracker) -> bool:
    """Whether what may be asked for stands in the entry that was answered last, or in one beside it."""
    found, last = hinted(tracker), tracker.get_slot(ANSWERED)
    return bool(found and last and found[1] >= HINTED and _beside(found[0].entry, last))


def apart(tracker: Tracker) -> bool:
    """Whether the entry found first is about something else than what was answered last."""
    found, last = hits(tracker), tracker.get_slot(ANSWERED)
    return bool(found and last and not _beside(project.store().entry(found[0]["entry"]), last))


def _beside(entry: Entry, last: str) -> bool:
    other = project.store().entry(last)
    return entry.topic == other.topic or entry.id in other.related or other.id in entry.related


def beside(tracker: Tracker) -> list[Entry]:
    """What else a message may have meant; one in a talk that names nothing tells nothing of that."""
    short = bool(tracker.get_slot(ANSWERED)) and not project.store().named(tracker.latest_message["text"])
    return [] if short else near(hits(tracker))


def _points_back(tracker: Tracker) -> bool:
    """Whether a message names nothing, and means something only after what was said before."""
    text = tracker.latest_message.get("text") or ""
    return Question(text, text.lower()).leans and not project.store().named(text)


def meant(tracker: Tracker) -> list[dict[str, Any]]:
    """The entries found; what a message that names nothing and points back means comes before them.

    "How often should i get new ones" by itself is about anything.
    """
    text = tracker.latest_message.get("text") or ""
    followed = in_context(tracker) if _points_back(tracker) else None
    if not followed:
        return hits(tracker)
    others = [hit for hit in hits(tracker) if hit["entry"] != followed]
    return [{"entry": followed, "score": SURE_OF, "question": text}, *others]
