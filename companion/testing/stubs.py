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

    async def request(
        self,
        method: str = "post",
        subpath: str | None = None,
        content_type: str | None = None,
        compress: bool = False,
        **kwargs: Any,
    ) -> Any:
        """The stub's events and responses, or what the real action returns."""
        stub = self.stubs.get(kwargs["json"]["next_action"])
        if stub is None:
            return await super().request(method, subpath, content_type, compress, **kwargs)
        # Copies: Rasa adds to what an action returns, and a stub may answer again.
        return {
            "events": [dict(event) for event in stub.events],
            "responses": [dict(response) for response in stub.responses],
        }
