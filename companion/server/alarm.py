"""The screen for messages that the engine cannot take: danger is found and answered without Rasa."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from companion.engine import project
from companion.engine.outgoing import guarded
from companion.errors import CompanionError
from companion.reply import Level, Reply
from companion.text import clean
from companion.yaml import read_mapping

_KEYS = frozenset("emergency busy too_many too_long not_kept late greeting".split())
_MOST = 30  # messages that may wait for this screen; beyond that all get the general advice
_SECONDS = 0.7  # a person waits no longer than that for "busy"
PATIENT = 10.0  # seconds for a message that is late already: its danger matters more than its time


@dataclass(frozen=True)
class Advice:
    """`emergency` is always worth showing; `card` only where danger was found, with its `level`."""

    emergency: str
    level: Level = "none"
    card: Reply | None = None
    case: dict[str, Any] | None = None


def words(root: Path) -> dict[str, str]:
    """The wordings of content/service.yml. Raises DataError where it is broken."""
    return read_mapping(root / "content" / "service.yml", set(_KEYS), _KEYS)


class Alarm:
    """Loads rules, cards and numbers once. `look` runs beside the event loop."""

    def __init__(self, root: Path) -> None:
        project.choose(root)
        self._screen = project.screen()
        self._cards = project.cards()
        self._words = words(root)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="alarm")
        self._waiting = 0
        self.read("my throat swells and i cannot breathe", None, None)  # loads all that a danger needs

    async def look(
        self, text: str, country: str | None, case: dict[str, Any] | None = None, seconds: float = _SECONDS
    ) -> Advice:
        """What to tell someone whose message is not answered now; the general advice after `seconds`."""
        if self._waiting >= _MOST:
            return self.general(country)
        self._waiting += 1
        loop = asyncio.get_running_loop()
        try:
            work = loop.run_in_executor(self._thread, self.read, text, country, case)
            work.add_done_callback(self._count_down)
            return await asyncio.wait_for(asyncio.shield(work), seconds)
        except asyncio.TimeoutError:
            return self.general(country)

    def read(self, text: str, country: str | None, case: dict[str, Any] | None) -> Advice:
        """The same at once, in this thread."""
        from companion.triage import Case  # imports spaCy

        said = clean(text)
        marks = self._screen.read(said.full) if said.full else ()
        found = self._screen.assess(Case.from_dict(case), marks)
        if not found.raised:
            return Advice(self.say("emergency", country), found.level, None, found.case.as_dict())
        card = guarded(self._cards.card(found, country, said.text))
        return Advice(card.text, found.level, card, found.case.as_dict())

    def general(self, country: str | None) -> Advice:
        """The advice that is always right."""
        return Advice(self.say("emergency", country))

    def broken(self, country: str | None) -> Reply:
        """The honest sentence of content/cards.yml."""
        reply: Reply = self._cards.broken(country)
        return reply

    def say(self, key: str, country: str | None) -> str:
        """A wording of content/service.yml, with the number of the country."""
        return self._words[key].format(**self._cards.numbers.of(country))

    def source(self, name: str) -> dict[str, Any] | None:
        """A source as surfaces show it, or None where there is none of that name."""
        try:
            found = self._cards.store.source(name)
        except (KeyError, CompanionError):
            return None
        return {
            "id": found.id,
            "title": found.title,
            "organisation": found.organisation,
            "year": found.year,
            "url": found.url,
        }

    def close(self) -> None:
        """End its thread."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _count_down(self, _: object) -> None:
        self._waiting -= 1
