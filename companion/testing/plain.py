"""Any Rasa Open Source 3.6 project as an assistant under test: its model, its rules, its actions."""

from __future__ import annotations

import asyncio
import fcntl
import hashlib
import os
import sys
from pathlib import Path
from typing import Any

from companion.engine import slim
from companion.errors import BuildError, CompanionError
from companion.testing.assistant import (
    Assistant,
    events_since,
    last_message,
    to_events,
    to_replies,
    to_utterances,
)
from companion.testing.heard import Heard
from companion.testing.inventory import Inventory, of_project
from companion.testing.script import Script, Step

_NEEDED = ("config.yml", "data")
_SOURCES = (".yml", ".yaml", ".py", ".json", ".md")


class PlainAssistant(Assistant):
    """Plays conversations on the Rasa project at `root`; trains its model when the data changed."""

    def __init__(self, root: Path, model: Path | None = None) -> None:
        super().__init__()
        self.root = root.resolve()
        for name in _NEEDED:
            if not (self.root / name).exists():
                fix = "give the folder of a Rasa project with --rasa-project"
                raise CompanionError(str(self.root / name), "is missing", fix)
        slim.start()
        sys.path.insert(0, str(self.root))
        self._store, self._agent = _load(self.root, model or _trained(self.root))
        self._loop = asyncio.new_event_loop()
        self._seen: str | None = None

    def inventory(self) -> Inventory:
        """Domain, rules and stories."""
        return of_project(self._agent.domain, self.root / "data")

    def close(self) -> None:
        """The event loop; the tracker store is memory."""
        self._loop.close()

    def _start(self, script: Script) -> Heard:
        self._seen = None
        self._agent.action_endpoint.stubs = script.stubs
        events = self._loop.run_until_complete(self._open(script))
        uttered = to_utterances(events)
        return Heard(None, to_replies(uttered), tuple(uttered), to_events(events))

    async def _open(self, script: Script) -> list[Any]:
        from rasa.shared.core.events import SlotSet

        processor = self._agent.processor
        tracker = await processor.fetch_tracker_and_update_session(self.conversation)
        tracker.update_with_events([SlotSet(*slot) for slot in script.slots.items()], processor.domain)
        await processor.save_tracker(tracker)
        return list(tracker.events)

    def _answer(self, step: Step, script: Script) -> Heard:
        tracker = self._loop.run_until_complete(self._send(step))
        events = list(tracker.events)
        since = events_since(events, self._seen)
        self._seen = last_message(events)
        uttered = to_utterances(since)
        parsed = tracker.latest_message.parse_data or {} if since else {}
        rows = [parsed.get("intent") or {}, *(parsed.get("intent_ranking") or ())]
        named = [(row["name"], float(row.get("confidence") or 0)) for row in rows if row.get("name")]
        failure = self._agent.action_endpoint.failures.pop(self.conversation, None)
        return Heard(
            step.text,
            replies=to_replies(uttered),
            uttered=tuple(uttered),
            events=to_events(since),
            ranking=tuple({name: (name, sure) for name, sure in reversed(named)}.values())[::-1],
            entities=tuple(entity["entity"] for entity in parsed.get("entities") or ()),
            slots=tracker.current_slot_values(),
            errors=(f"an action failed: {failure}",) if failure else (),
        )

    async def _send(self, step: Step) -> Any:
        from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

        message = UserMessage(
            step.text,
            CollectingOutputChannel(),
            self.conversation,
            input_channel="test",
            metadata=dict(step.metadata),
        )
        await self._agent.handle_message(message)
        return await self._agent.tracker_store.retrieve(self.conversation)

    def _forget(self) -> None:
        self._store.store.pop(self.conversation, None)


def _load(root: Path, model: Path) -> tuple[Any, Any]:
    """The tracker store, in memory whatever endpoints.yml says, and the agent."""
    from rasa.core.agent import Agent
    from rasa.core.tracker_store import InMemoryTrackerStore

    from companion.testing.stubs import StubbedActions

    has_actions = (root / "actions").is_dir() or (root / "actions.py").is_file()
    actions = StubbedActions() if has_actions else StubbedActions("rasa_sdk.events")
    store = InMemoryTrackerStore(None)
    agent = Agent(tracker_store=store, action_endpoint=actions)
    agent.load_model(model)
    store.domain = agent.domain
    return store, agent


def _trained(root: Path) -> Path:
    """The model of the project as it stands now, trained where there is none yet."""
    folder = root / ".rasa" / "companion-testing"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # workers of one run wait for the first of them
        target = folder / f"{_fingerprint(root)}.tar.gz"
        if not target.exists():
            _train(root, target)
    return target


def _train(root: Path, target: Path) -> None:
    from rasa.model_training import train

    before = Path.cwd()
    os.chdir(root)  # paths in config.yml are relative to the project
    try:
        domain = "domain" if (root / "domain").is_dir() else "domain.yml"
        name = target.name.removesuffix(".tar.gz")
        train(domain, "config.yml", ["data"], str(target.parent), fixed_model_name=name)
    except Exception as error:
        # Rasa raises a dozen unrelated types here; a writer needs the project and the reason.
        raise BuildError(str(root), f"training failed: {error}", "run `rasa train` there") from error
    finally:
        os.chdir(before)


def _fingerprint(root: Path) -> str:
    """A digest over everything that a model is made from."""
    digest = hashlib.blake2b(digest_size=8)
    places = (root / name for name in ("config.yml", "domain.yml", "domain", "data"))
    for place in places:
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.is_file() and path.suffix in _SOURCES:
                digest.update(f"{path.relative_to(root)}\0".encode() + path.read_bytes())
    return digest.hexdigest()
