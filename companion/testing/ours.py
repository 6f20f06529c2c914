"""The companion of this project as an assistant under test: the very road every surface takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from companion.coaching.keeping import Keep, elsewhere, place
from companion.engine import build, project
from companion.engine.companion import Companion
from companion.errors import CompanionError
from companion.reply import Reply, Turn
from companion.testing.assistant import (
    Assistant,
    events_since,
    last_message,
    to_events,
    to_utterances,
)
from companion.testing.heard import Button, Heard, Utterance
from companion.testing.inventory import Inventory, of_project
from companion.testing.script import Script, Step
from companion.testing.stubs import StubbedActions

_COUNTRY = "country"


class Watched(Companion):  # type: ignore[misc]  # the engine is a Rasa adapter: no types
    """A Companion that can be looked into, and whose actions can be stubbed."""

    def __init__(self, root: Path, model: Path) -> None:
        super().__init__(root, model)
        self.root = root
        self.actions = StubbedActions()
        self._actions = self.actions
        self._processor.action_endpoint = self.actions

    @property
    def domain(self) -> Any:
        """Rasa's domain of the model."""
        return self._processor.domain

    def tracker(self, conversation: str) -> Any:
        """Rasa's tracker of a conversation, or None before its first turn."""
        return self._loop.run_until_complete(self._store.retrieve(conversation))

    def open(self, conversation: str, slots: dict[str, Any]) -> Any:
        """Start a session and set slots, as fixtures want it; the tracker after that."""
        return self._loop.run_until_complete(self._open(conversation, slots))

    async def _open(self, conversation: str, slots: dict[str, Any]) -> Any:
        from rasa.shared.core.events import SlotSet

        tracker = await self._processor.fetch_tracker_and_update_session(conversation)
        tracker.update_with_events([SlotSet(*slot) for slot in slots.items()], self.domain)
        await self._processor.save_tracker(tracker)
        return tracker


class CompanionAssistant(Assistant):
    """Plays conversations on the companion at `root`, loaded once."""

    own = True
    packages = ("actions", "companion")

    def __init__(self, root: Path, progress: Callable[[str, int, int], None] | None = None) -> None:
        super().__init__()
        project.choose(root)
        _, model = build.ensure(root.resolve(), progress)
        self.companion = Watched(root.resolve(), model)
        self._seen: str | None = None
        self._country: str | None = None
        # What a test agrees to be remembered reaches neither anybody's data nor the next test.
        self._memory = elsewhere()

    def inventory(self) -> Inventory:
        """Domain, rules, entries and triage rules."""
        return replace(
            of_project(self.companion.domain, self.companion.root / "data"),
            entries=tuple(sorted(entry.id for entry in project.store().entries())),
            triage_rules=tuple(sorted(project.screen().rules)),
        )

    def close(self) -> None:
        """The companion's event loop, and the place for what it was to remember."""
        self.companion.close()
        self._memory.cleanup()

    def _start(self, script: Script) -> Heard:
        self._seen = None
        self._country = script.slots.get(_COUNTRY)
        self.companion.actions.stubs = script.stubs
        if not script.slots and not script.before:
            return Heard(None, country=self._country)
        tracker = self.companion.open(self.conversation, dict(script.slots))
        events = list(tracker.events)
        return Heard(
            None,
            uttered=tuple(to_utterances(events)),
            events=to_events(events),
            slots=tracker.current_slot_values(),
            country=self._country,
        )

    def _answer(self, step: Step, script: Script) -> Heard:
        unknown = set(step.metadata) - {_COUNTRY}
        if unknown:
            raise CompanionError(
                f"{script.path}:{step.line}",
                f"the companion takes no metadata {', '.join(sorted(unknown))}",
                f"{_COUNTRY} is all that a surface sends along with a message",
            )
        self._country = step.metadata.get(_COUNTRY, self._country)
        replies = self.companion.reply(Turn(step.text, self.conversation, self._country))
        tracker = self.companion.tracker(self.conversation)
        events = list(tracker.events) if tracker else []
        since = events_since(events, self._seen)
        fresh = bool(since)  # a message without words never reaches Rasa
        self._seen = last_message(events)
        trace = self.companion.last(self.conversation)
        found = trace.assessment
        message = tracker.latest_message if tracker and fresh else None
        parsed = message.parse_data or {} if message else {}
        return Heard(
            step.text,
            replies=tuple(replies),
            uttered=_uttered(replies, to_utterances(since)),
            events=to_events(since),
            ranking=_ranking(parsed),
            entities=tuple(entity["entity"] for entity in parsed.get("entities") or ()),
            slots=tracker.current_slot_values() if tracker else {},
            level=trace.level,
            destination=found.get("destination"),
            rules=tuple(row["rule"] for row in found.get("findings", ())),
            raised=bool(found.get("raised")) and fresh,
            country=self._country,
        )

    def _forget(self) -> None:
        self.companion.forget(self.conversation)
        Keep(place()).erase()


def _ranking(parsed: Any) -> tuple[tuple[str, float], ...]:
    """Intents with confidence; the fallback's own entry comes first where it took over."""
    rows = [parsed.get("intent") or {}, *(parsed.get("intent_ranking") or ())]
    ranked = {row["name"]: float(row.get("confidence") or 0) for row in reversed(rows) if row.get("name")}
    first = rows[0].get("name")
    return tuple(sorted(ranked.items(), key=lambda item: (item[0] != first, -item[1])))


def _uttered(replies: list[Reply], sent: list[Utterance]) -> tuple[Utterance, ...]:
    """What left, as messages: a notice about the message itself comes from no Rasa event."""
    left = list(sent)
    found: list[Utterance] = []
    for reply in replies:
        match = next((u for u in left if u.text == reply.text), None)
        if match:
            left.remove(match)
            found.append(match)
        else:
            found.append(Utterance(reply.text, tuple(Button(t, None) for t in reply.buttons), None, -1))
    return tuple(found)
