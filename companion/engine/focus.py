"""Focus: the entries that a conversation is about, the latest first."""

from __future__ import annotations

from collections.abc import Iterator

from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from companion.coaching.looks.telling import NOTES
from companion.coaching.session import topics
from companion.coaching.session.speech import TOPIC
from companion.engine import project
from companion.engine.lead import lead
from companion.engine.turn import replies

MESSAGES = 4  # of the person, back from the new one, whose answers count
MOST = 3  # entries
BEFORE = 8  # messages of the person that tell what the talk is about


def focus(tracker: DialogueStateTracker) -> list[str]:
    """Ids of the entries that the last replies rest on, and of those the open talk is about."""
    answered = (reply.get("entry") for reply in replies(tracker, MESSAGES))
    names = [*(str(name) for name in answered if name), *_talked_of(tracker)]
    return list(dict.fromkeys(names))[:MOST]


def before(tracker: DialogueStateTracker) -> list[str]:
    """The person's own last messages in small letters, the latest last."""
    told = [(event.text or "").lower() for event in tracker.events if isinstance(event, UserUttered)]
    return told[-BEFORE:]


def _talked_of(tracker: DialogueStateTracker) -> Iterator[str]:
    """Entries on the procedure and on the habit that were talked about."""
    notes = (tracker.get_slot("memory") or {}).get("notes", {})
    procedure = lead(project.root()).wishes.procedure(notes.get(NOTES, {}).get("procedure"))
    if procedure:
        yield from (procedure.entry, *procedure.also)
    if notes.get(TOPIC):
        yield from (one["entry"] for one in topics.load(project.root()).of(notes[TOPIC]).related)
