"""Nothing a person types can be an intent: text that starts with "/" is text.

Rasa ends its NLU graph with a handler that reads `/intent{"slot": "value"}` from anybody and
drops the rest of the message. Through Rasa's own plugin hook we put a handler in its place
that lets every message pass as it is.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Any

import pluggy
from rasa.engine.graph import ExecutionContext, GraphComponent, SchemaNode
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.plugin import plugin_manager
from rasa.shared.core.domain import Domain
from rasa.shared.nlu.training_data.message import Message

_STOCK = "run_RegexMessageHandler"
_hook = pluggy.HookimplMarker("rasa")


class PlainText(GraphComponent):
    """The last node of the NLU graph: passes messages on, whatever they start with."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PlainText:
        """Nothing to set up."""
        return cls()

    def process(self, messages: list[Message], domain: Domain | None = None) -> list[Message]:
        """The messages, untouched."""
        return messages


@_hook
def modify_default_recipe_graph_predict_nodes(predict_nodes: dict[str, SchemaNode]) -> None:
    """Called by Rasa while it lays out the graph that reads messages."""
    stock = predict_nodes.get(_STOCK)
    if stock is not None:
        predict_nodes[_STOCK] = replace(stock, uses=PlainText)


def register() -> None:
    """Tell Rasa's plugin manager about the hook above; once a process is enough."""
    module = sys.modules[__name__]
    if not plugin_manager().is_registered(module):
        plugin_manager().register(module)
