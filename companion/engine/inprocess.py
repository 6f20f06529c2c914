"""Custom actions in this process: no server to start, no port, no time-out, nothing to be down."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from rasa.core.actions.action import ActionExecutionRejection, RemoteAction
from rasa.shared.core.events import Event, SlotSet, deserialise_events
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk import Tracker
from rasa_sdk.executor import ActionExecutor, CollectingDispatcher
from rasa_sdk.interfaces import ActionExecutionRejection as Rejected
from rasa_sdk.utils import call_potential_coroutine

from companion.errors import CompanionError

if TYPE_CHECKING:
    from rasa.core.channels.channel import OutputChannel
    from rasa.core.nlg import NaturalLanguageGenerator
    from rasa.shared.core.domain import Domain
    from rasa.shared.core.trackers import DialogueStateTracker


class InProcessActions(EndpointConfig):
    """Stands where Rasa expects an action server; runs the project's actions/ package directly.

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

    async def perform(
        self,
        name: str,
        channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        tracker: DialogueStateTracker,
        domain: Domain,
    ) -> list[Event]:
        """Run the action called `name`: what it said, then what it changed.

        Raises ActionExecutionRejection when the action declines; any other failure is kept in
        `failures` and raised.
        """
        try:
            told, messages = await self.result(name, tracker, domain)
        except Rejected as error:
            raise ActionExecutionRejection(error.action_name, error.message) from error
        except Exception as error:
            # Whatever an action raises has to reach the person as an honest sentence.
            self.failures[tracker.sender_id] = error
            raise
        said = await RemoteAction._utter_responses(messages, channel, nlg, tracker)
        return [*said, *_events(told)]

    async def result(
        self, name: str, tracker: DialogueStateTracker, domain: Domain
    ) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """(events, messages) of the action, as the SDK gives them. Raises CompanionError without it."""
        run = self._executor.actions.get(name)
        if run is None:
            raise CompanionError(
                f"actions/{name}.py",
                "the domain names this action, but there is none",
                "write it, or take it out of domain/actions.yml",
            )
        dispatcher = CollectingDispatcher()
        told = await call_potential_coroutine(run(dispatcher, _Seen(tracker), domain.as_dict()))
        return list(told or ()), dispatcher.messages


class _Seen(Tracker):
    """The tracker as an action of the SDK sees it; events become mappings only when read."""

    def __init__(self, tracker: DialogueStateTracker) -> None:
        self._tracker = tracker
        message = tracker.latest_message
        latest = {**message.parse_data, "entities": message.entities} if message else None
        super().__init__(
            tracker.sender_id,
            tracker.current_slot_values(),
            latest,
            [],
            tracker.is_paused(),
            tracker.followup_action,
            {"name": tracker.active_loop_name} if tracker.active_loop_name else {},
            tracker.latest_action_name,
        )

    @property
    def events(self) -> list[dict[str, Any]]:
        """Every event, oldest first."""
        return [event.as_dict() for event in self._tracker.events]

    @events.setter
    def events(self, events: list[dict[str, Any]]) -> None:
        """The SDK's constructor sets what this class reads from the tracker itself."""


def _events(rows: Iterable[dict[str, Any]]) -> list[Event]:
    """Rasa's events from the SDK's mappings; the most common kind without a search for its class."""
    made: list[Event] = []
    for row in rows:
        if row["event"] == "slot":
            made.append(SlotSet(row["name"], row["value"]))
        else:
            made += deserialise_events([row])
    return made


_run = RemoteAction.run


async def _run_here(action: RemoteAction, channel: Any, nlg: Any, tracker: Any, domain: Any) -> list[Event]:
    """An action of this process runs without the JSON of a call; that of a server, as Rasa has it.

    The JSON alone, made, checked against a schema and read again, costs more than all the rest.
    """
    here = action.action_endpoint
    if isinstance(here, InProcessActions):
        return await here.perform(action.name(), channel, nlg, tracker, domain)
    return await _run(action, channel, nlg, tracker, domain)


RemoteAction.run = _run_here
