"""A person's rights over what is kept: export, erase, and an end to keeping that nobody has to ask for."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from pathlib import Path
from typing import Any

from companion.coaching.keeping import Keep, place
from companion.coaching.passing import settings as handoff_settings
from companion.server import token
from companion.server.clerk import Clerk, JournalError
from companion.server.desk import Desk
from companion.server.journal import Journal
from companion.server.record import Session
from companion.server.settings import Settings

_log = logging.getLogger(__name__)


class Rights:
    """Reaches the journal, what is remembered by consent, and notes that were handed over as files."""

    def __init__(self, root: Path, settings: Settings, journal: Journal, clerk: Clerk, desk: Desk) -> None:
        self._settings, self._journal, self._clerk, self._desk = settings, journal, clerk, desk
        self._notes = Path(handoff_settings(root).folder).resolve()  # as the hand-off itself has it
        desk.wipe_with(self.wipe)

    async def export(self, session: Session) -> dict[str, Any]:
        """Everything about the person, JSON-ready. Raises JournalError."""
        kept = await asyncio.to_thread(_keep(session.conversation).export)
        return {**await self._clerk.do(self._journal.export, session.conversation), **kept}

    async def erase(self, conversation: str) -> None:
        """All of it, byte for byte. Raises JournalError when it is still there."""
        await self._remove(conversation)
        await self._clerk.scrub()

    async def _remove(self, conversation: str) -> None:
        self._desk.drop(conversation)
        await self._desk.on_end(conversation)
        await self.wipe(conversation)
        await self._clerk.do(self._journal.erase, conversation)

    async def wipe(self, conversation: str) -> None:
        """What lies outside of the journal: the remembered, and notes handed over as files."""
        passed = await self._clerk.do(self._journal.passed, conversation)
        await asyncio.to_thread(self._elsewhere, conversation, [where for _, where in passed])

    async def sweep(self) -> int:
        """Erase what is past its time; the number of conversations that were."""
        now = token.now()
        quiet = token.stamp(now - timedelta(hours=self._settings.retention_hours))
        stale = await self._clerk.do(self._journal.stale, token.stamp(now), quiet)
        for conversation, expired in stale:
            remembered = await asyncio.to_thread(_keep(conversation).allows)
            if remembered and not expired:
                await self._clerk.do(self._journal.clear, conversation)
            else:
                await self._remove(conversation)
        if stale:
            await self._clerk.scrub()
        return len(stale)

    async def sweep_for_ever(self) -> None:
        """Again and again, until it is cancelled. A sweep that fails is made good by the next."""
        while True:
            try:
                await self.sweep()
            except (JournalError, OSError) as error:
                _log.error("retention: %s", error)
            await asyncio.sleep(self._settings.sweep_minutes * 60)

    def _elsewhere(self, conversation: str, passed: list[str]) -> None:
        _keep(conversation).erase()
        for path in (Path(where).resolve() for where in passed):
            if path.is_relative_to(self._notes):
                path.unlink(missing_ok=True)


def _keep(conversation: str) -> Keep:
    return Keep(place(), conversation)
