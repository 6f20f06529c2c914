"""Rasa's message processor on a packaged model folder and the ordered runner."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from rasa.core.actions.action import Action, ActionExecutionRejection
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import ActionLimitReached, MessageProcessor
from rasa.engine.graph import ExecutionContext
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.storage import ModelMetadata
from rasa.shared.core.constants import ACTION_EXTRACT_SLOTS
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecutionRejected, Event
from rasa.shared.core.trackers import DialogueStateTracker

from companion.engine import project
from companion.engine.channel import ReplyChannel
from companion.engine.ensemble import decide
from companion.engine.folder import REBUILD, open_model
from companion.engine.inprocess import InProcessActions
from companion.engine.runner import OrderedRunner
from companion.engine.suggesting import suggest
from companion.engine.tracker import FlatTrackerStore
from companion.engine.wording import Wording
from companion.errors import BuildError, CompanionError

_log = logging.getLogger(__name__)


class Processor(MessageProcessor):
    """Loads from a folder; everything a turn needs is in this process."""

    def __init__(self, folder: Path, actions: InProcessActions) -> None:
        generator = Wording({})
        super().__init__(
            model_path=folder,
            tracker_store=FlatTrackerStore(),
            lock_store=InMemoryLockStore(),  # ours is in Companion; Rasa wants one to be there
            generator=generator,
            action_endpoint=actions,
        )
        self._made: dict[str, Action] = {}
        self.tracker_store.domain = self.domain
        generator.responses = self.domain.responses
        _check_actions(self.domain, actions)

    async def handle_message(self, message: UserMessage) -> None:
        """A turn, as Rasa's channels and tests ask for one."""
        await self.converse(message)

    async def converse(self, message: UserMessage) -> DialogueStateTracker:
        """Understand, screen, answer, keep: a turn. What is said goes to the message's channel."""
        tracker = await self.log_message(message, should_save_tracker=False)
        tracker = await self.run_action_extract_slots(message.output_channel, tracker)
        await self._run_prediction_loop(message.output_channel, tracker)
        if isinstance(message.output_channel, ReplyChannel):
            suggest(message.output_channel.replies, tracker, project.store())
        await self.save_tracker(tracker)
        return tracker

    async def parse_message(
        self,
        message: UserMessage,
        tracker: DialogueStateTracker | None = None,
        only_output_properties: bool = True,
    ) -> dict[str, Any]:
        """What the NLU graph finds in a message; the model's intents are the domain's, by its build."""
        return self._parse_message_with_graph(message, tracker, only_output_properties)

    async def run_action_extract_slots(
        self, output_channel: OutputChannel, tracker: DialogueStateTracker
    ) -> DialogueStateTracker:
        """As Rasa's, without the copies for its debug log."""
        events = await self._get_action(ACTION_EXTRACT_SLOTS).run(
            output_channel, self.nlg, tracker, self.domain
        )
        await self._send_bot_messages(events, tracker, output_channel)
        tracker.update_with_events(events, self.domain)
        return tracker

    def predict_next_with_tracker_if_should(
        self, tracker: DialogueStateTracker
    ) -> tuple[Action, PolicyPrediction]:
        """As Rasa's, with actions that are made once and policies asked only when needed."""
        if self.is_action_limit_reached(
            tracker, self.should_predict_another_action(tracker.latest_action_name)
        ):
            raise ActionLimitReached("The limit of actions to predict has been reached.")
        prediction = self._predict_next_with_tracker(tracker)
        name = self.domain.action_names_or_texts[prediction.max_confidence_index]
        return self._get_action(name), prediction

    def _predict_next_with_tracker(self, tracker: DialogueStateTracker) -> PolicyPrediction:
        if tracker.followup_action:
            return super()._predict_next_with_tracker(tracker)
        return decide(self.graph_runner.policies, tracker, self.domain, self.graph_runner.rule_only_data)

    def _get_action(self, action_name: str) -> Action:
        if action_name not in self._made:
            self._made[action_name] = super()._get_action(action_name)
        return self._made[action_name]

    async def _run_action(
        self,
        action: Action,
        tracker: DialogueStateTracker,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        prediction: PolicyPrediction,
    ) -> bool:
        """As Rasa's; a policy without events leaves nothing to undo, so the tracker needs no copy."""
        if prediction.events:
            return await super()._run_action(action, tracker, output_channel, nlg, prediction)
        try:
            events = await action.run(output_channel, nlg, tracker, self.domain)
        except ActionExecutionRejection:
            declined = (action.name(), prediction.policy_name, prediction.max_confidence)
            tracker.update(ActionExecutionRejected(*declined))
            return self.should_predict_another_action(action.name())
        except Exception:
            # InProcessActions keeps it for the Companion, which tells the person.
            _log.exception("the action %s failed", action.name())
            events = []
        self._log_action_on_tracker(tracker, action, events, prediction)
        await self.execute_side_effects(events, tracker, output_channel)
        return self.should_predict_another_action(action.name())

    def _log_action_on_tracker(
        self,
        tracker: DialogueStateTracker,
        action: Action,
        events: list[Event] | None,
        prediction: PolicyPrediction,
    ) -> None:
        events = events or []
        if not any(isinstance(event, ActionExecutionRejected) for event in events):
            tracker.update_with_events(prediction.events, self.domain)
            tracker.update(action.event_for_successful_execution(prediction))
        tracker.update_with_events(events, self.domain)

    @staticmethod
    def _log_slots(tracker: DialogueStateTracker) -> None:
        """Nothing: slots hold what a person told, which no log is to have."""

    @staticmethod
    def _load_model(model_path: str | Path) -> tuple[str, ModelMetadata, GraphRunner]:
        folder = Path(model_path)
        storage, metadata = open_model(folder)
        schema = metadata.predict_schema
        context = ExecutionContext(graph_schema=schema, model_id=metadata.model_id)
        try:
            runner = OrderedRunner.create(schema, storage, context)
        except CompanionError:
            raise
        except Exception as error:
            # Rasa wraps whatever a component raised; the person needs the file and the command.
            cause = error.__cause__
            if isinstance(cause, CompanionError):
                raise cause from error
            raise BuildError(str(folder), f"the model does not load ({error})", REBUILD) from error
        return folder.name, metadata, runner


def _check_actions(domain: Domain, actions: InProcessActions) -> None:
    """Every custom action that the domain names has to be there before anybody is answered."""
    for name in domain.user_actions:
        if name not in actions.names and not name.startswith("utter_"):
            raise CompanionError(
                "domain/actions.yml",
                f'the action "{name}" is not in the package actions/',
                "write it there, or take the name out of the domain",
            )
