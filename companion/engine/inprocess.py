"""Custom actions in this process: no server to start, no port, no time-out, nothing to be down."""

from __future__ import annotations

import json
from typing import Any

from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException

from companion.errors import CompanionError


class InProcessActions(EndpointConfig):
    """Looks like an action server to Rasa; runs the project's actions/ package directly.

    Rasa logs an exception of an action and goes on with nothing said. `failures` keeps what was
    raised, by conversation, so that the Companion can tell the person instead.
    """

    def __init__(self, package: str = "actions") -> None:
        super().__init__()
        self._executor = ActionExecutor()
        self._executor.register_package(package)
        self.failures: dict[str, Exception] = {}

    @property
    def names(self) -> frozenset[str]:
        """The actions that are there."""
        return frozenset(self._executor.actions)

    async def request(
        self,
        method: str = "post",
        subpath: str | None = None,
        content_type: str | None = None,
        compress: bool = False,
        **kwargs: Any,
    ) -> Any:
        """Run the action named in the call; answers and fails as an action server would."""
        call = kwargs["json"]
        try:
            return await self._executor.run(call)
        except ActionExecutionRejection as error:
            body = {"error": error.message, "action_name": error.action_name}
            raise ClientResponseError(400, error.message, json.dumps(body)) from error
        except ActionNotFoundException as error:
            missing = CompanionError(
                f"actions/{call['next_action']}.py",
                "the domain names this action, but there is none",
                "write it, or take it out of domain/actions.yml",
            )
            self.failures[call["sender_id"]] = missing
            raise missing from error
        except Exception as error:
            # Whatever an action raises has to reach the person as an honest sentence.
            self.failures[call["sender_id"]] = error
            raise


_validate = RemoteAction._validate_action_result


def _validate_if_remote(action: RemoteAction, result: dict[str, Any]) -> bool:
    """Check what came over a network. What our own executor built a moment ago is sound already,
    and the check costs four times as much as all the rest of a message."""
    return isinstance(action.action_endpoint, InProcessActions) or _validate(action, result)


RemoteAction._validate_action_result = _validate_if_remote
