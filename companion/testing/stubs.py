"""Custom actions in this process, where a test may put its own result in place of any of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from companion.engine.inprocess import InProcessActions
from companion.testing.script import Stub


class StubbedActions(InProcessActions):  # type: ignore[misc]  # Rasa adapters have no types
    """Runs real actions, but for those that `stubs` answers for. Remembers what an action raised."""

    def __init__(self, package: str = "actions") -> None:
        super().__init__(package)
        self.stubs: Mapping[str, Stub] = {}

    async def result(
        self, name: str, tracker: Any, domain: Any
    ) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """The stub's events and messages, or what the real action returns."""
        stub = self.stubs.get(name)
        if stub is None:
            real: tuple[list[dict[str, Any]], list[dict[str, Any]]] = await super().result(
                name, tracker, domain
            )
            return real
        # Copies: Rasa adds to what an action returns, and a stub may answer again.
        return [dict(event) for event in stub.events], [dict(response) for response in stub.responses]
