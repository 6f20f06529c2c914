"""Companion: the one road every message takes, from any surface: Turn in, Replies out."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from companion.engine import build, project, slim
from companion.engine.outgoing import outgoing
from companion.language import encoder
from companion.reply import Level, Reply, Turn
from companion.text import Clean, clean
from companion.triage import MESSAGE, Case, Mark

with slim.silenced(), slim.lean():
    from rasa.core.policies.policy import PolicyPrediction
    from rasa.shared.core.constants import ACTION_LISTEN_NAME
    from rasa.shared.core.events import ActionExecuted, SlotSet
    from rasa.shared.core.trackers import DialogueStateTracker

    from companion.engine.channel import ReplyChannel
    from companion.engine.incoming import incoming
    from companion.engine.inprocess import InProcessActions
    from companion.engine.processor import Processor

if TYPE_CHECKING:
    from companion.engine.tracker import FlatTrackerStore

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Trace:
    """What the last turn of a conversation was taken for; for batch, tests and evaluation."""

    intent: str | None = None
    confidence: float = 0.0
    level: Level = "none"
    assessment: dict[str, Any] = field(default_factory=dict)


class Companion:
    """A loaded companion. Conversations are independent; turns of one are taken in order."""

    def __init__(self, root: Path, model: Path) -> None:
        self._screen = project.screen()
        self._cards = project.cards()
        with slim.silenced(), slim.lean():  # the model names its components, which import more of Rasa
            self._actions = InProcessActions()
            self._processor = Processor(model, self._actions)
        self._store: FlatTrackerStore = self._processor.tracker_store
        encoder.warm()
        self._traces: dict[str, Trace] = {}
        self._locks: dict[str, asyncio.Lock] = {}
        self._waiting: Counter[str] = Counter()
        self._noticed: Counter[str] = Counter()
        self._loop = asyncio.new_event_loop()
        self._sync = threading.Lock()

    def reply(self, turn: Turn) -> list[Reply]:
        """Answer a message. Never empty, never raises for anything a person can type."""
        return self._wait(self.areply(turn))

    def greet(self, conversation: str, country: str | None = None) -> list[Reply]:
        """The first message of a conversation, before the person has said anything."""
        return self._wait(self.agreet(conversation, country))

    def last(self, conversation: str) -> Trace:
        """How the last turn of the conversation was understood."""
        return self._traces.get(conversation, Trace())

    def forget(self, conversation: str) -> None:
        """Drop everything kept of a conversation."""
        self._store.forget(conversation)
        self._traces.pop(conversation, None)
        self._noticed.pop(conversation, None)

    def state(self, conversation: str) -> str:
        """Everything the next turn needs to know of the conversation, as JSON text."""
        return self._store.dump(conversation)

    def restore(self, conversation: str, state: str, case: dict[str, Any] | None = None) -> None:
        """Take a conversation up where `state` left it. Raises BuildError for a damaged one.

        `case` is what triage knows by now, where a turn was answered without Rasa meanwhile.
        """
        self._store.put(conversation, state, {"case": case} if case else {})

    def case(self, conversation: str) -> dict[str, Any] | None:
        """What triage knows of the conversation (companion.triage.Case as a mapping), or None."""
        return self._store.slot(conversation, "case")

    def close(self) -> None:
        """Let go of what the operating system lent. A closed companion answers no more."""
        self._loop.close()

    async def areply(self, turn: Turn) -> list[Reply]:
        """`reply` for surfaces that run an event loop. Turns of one conversation queue up."""
        said = clean(turn.text)
        async with self._turn_of(turn.conversation):
            marks = self._screen.read(said.full) if said.full else ()
            if said.problem not in (None, "too_long") and all(mark.idea == MESSAGE for mark in marks):
                before = self.last(turn.conversation)
                self._traces[turn.conversation] = replace(before, intent=None, confidence=0.0)
                return self._leave(turn, said, [])
            return await self._answer(turn, said, marks)

    async def agreet(self, conversation: str, country: str | None = None) -> list[Reply]:
        """`greet` for surfaces that run an event loop."""
        async with self._turn_of(conversation):
            channel = ReplyChannel()
            processor = self._processor
            tracker = await processor.fetch_tracker_and_update_session(conversation, channel)
            tracker.update(SlotSet("country", country), processor.domain)
            await processor.save_tracker(tracker)
            greeting = PolicyPrediction.for_action_name(processor.domain, "action_greet")
            tracker = await processor.execute_action(
                conversation, "action_greet", channel, processor.nlg, greeting
            )
            tracker.update(ActionExecuted(ACTION_LISTEN_NAME), processor.domain)
            await processor.save_tracker(tracker)
            return outgoing(channel.replies, None, self._cards, country)

    async def _answer(self, turn: Turn, said: Clean, marks: tuple[Mark, ...]) -> list[Reply]:
        """Through Rasa; when that fails, an honest sentence, with the card if there is danger."""
        name = turn.conversation
        channel = ReplyChannel()
        self._actions.failures.pop(name, None)
        before = await self._store.retrieve(name)
        try:
            message = incoming(turn, said, marks, before, channel)
            tracker = await self._processor.converse(message)
            failure = self._actions.failures.pop(name, None)
            if failure:
                raise failure
            self._traces[name] = _trace(tracker)
            return self._leave(turn, said, channel.replies)
        except Exception:
            # The road ends here for any fault below it: the person must not meet a silence.
            _log.exception("turn failed in conversation %s", name)
            return await self._rescue(turn, marks, before, channel)

    def _leave(self, turn: Turn, said: Clean, replies: list[Reply]) -> list[Reply]:
        """The last gate, which counts the notices of a conversation."""
        before = self._noticed[turn.conversation]
        self._noticed[turn.conversation] += said.problem is not None
        return outgoing(replies, said.problem, self._cards, turn.country, before)

    async def _rescue(
        self,
        turn: Turn,
        marks: tuple[Mark, ...],
        before: DialogueStateTracker | None,
        channel: ReplyChannel,
    ) -> list[Reply]:
        """The danger is remembered and answered even though Rasa failed."""
        kept = before.get_slot("case") if before else None
        assessment = self._screen.assess(Case.from_dict(kept) if kept else Case(), marks)
        tracker = await self._processor.get_tracker(turn.conversation)
        tracker.update(SlotSet("case", assessment.case.as_dict()), self._processor.domain)
        await self._store.save(tracker)
        self._traces[turn.conversation] = Trace(None, 0.0, assessment.level, assessment.as_dict())
        carded = any(reply.kind == "card" for reply in channel.replies)
        cards = channel.replies if carded else []
        if assessment.raised and not carded:
            cards = [self._cards.card(assessment, turn.country, turn.text)]
        return outgoing([*cards, self._cards.broken(turn.country)], None, self._cards, turn.country)

    @asynccontextmanager
    async def _turn_of(self, conversation: str) -> AsyncIterator[None]:
        """One turn of a conversation at a time; the lock goes when nobody waits for it."""
        lock = self._locks.setdefault(conversation, asyncio.Lock())
        self._waiting[conversation] += 1
        try:
            async with lock:
                yield
        finally:
            self._waiting[conversation] -= 1
            if not self._waiting[conversation]:
                del self._waiting[conversation], self._locks[conversation]

    def _wait(self, answer: Any) -> list[Reply]:
        with self._sync:
            replies: list[Reply] = self._loop.run_until_complete(answer)
            return replies


def load(root: Path, progress: Callable[[str, int, int], None] | None = None) -> Companion:
    """Build what is stale and load the companion of the project at `root`, ready to talk.

    `progress` hears (stage, done, total). Raises CompanionError naming the file and what to do.
    """
    root = root.resolve()
    project.choose(root)
    _, model = build.ensure(root, progress)
    return Companion(root, model)


def _trace(tracker: DialogueStateTracker) -> Trace:
    if tracker.latest_message is None:
        return Trace()
    intent = tracker.latest_message.intent
    found = tracker.get_slot("assessment") or {}
    confidence = float(intent.get("confidence") or 0.0)
    return Trace(intent.get("name"), confidence, found.get("level", "none"), found)
