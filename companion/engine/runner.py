"""Runs Rasa's graph in one thread, in order: what dask does for it, without a scheduler's cost."""

from __future__ import annotations

from typing import Any

from rasa.core.policies.policy import Policy
from rasa.engine.graph import ExecutionContext, GraphNode, GraphNodeHook, GraphSchema
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.storage import ModelStorage
from rasa.graph_components.providers.rule_only_provider import RuleOnlyDataProvider


class OrderedRunner(GraphRunner):
    """Calls every node after its parents, once a run. Nodes are made once and kept."""

    def __init__(
        self,
        graph_schema: GraphSchema,
        model_storage: ModelStorage,
        execution_context: ExecutionContext,
        hooks: list[GraphNodeHook] | None = None,
    ) -> None:
        self._schema = graph_schema
        self._nodes = {
            name: GraphNode.from_schema_node(name, node, model_storage, execution_context, hooks)
            for name, node in graph_schema.nodes.items()
        }
        self._orders: dict[tuple[str, ...], list[str]] = {}
        parts = [node._component for node in self._nodes.values()]
        policies = [part for part in parts if isinstance(part, Policy)]
        self.policies = sorted(policies, key=lambda policy: -policy.priority)
        rules = next((part for part in parts if isinstance(part, RuleOnlyDataProvider)), None)
        self.rule_only_data = rules.provide() if rules else {}

    @classmethod
    def create(
        cls,
        graph_schema: GraphSchema,
        model_storage: ModelStorage,
        execution_context: ExecutionContext,
        hooks: list[GraphNodeHook] | None = None,
    ) -> OrderedRunner:
        """A runner for one graph (see GraphRunner)."""
        return cls(graph_schema, model_storage, execution_context, hooks)

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """The outputs of the target nodes, by name."""
        wanted = tuple(targets or self._schema.target_names)
        if wanted not in self._orders:
            self._orders[wanted] = self._order(wanted)
        done: dict[str, Any] = dict(inputs or {})
        for name in self._orders[wanted]:
            parents = self._schema.nodes[name].needs.values()
            _, done[name] = self._nodes[name](*((parent, done[parent]) for parent in parents))
        return {name: done[name] for name in wanted}

    def _order(self, targets: tuple[str, ...]) -> list[str]:
        """Nodes that the targets need, parents first. Names that are no node are inputs."""
        order: dict[str, None] = {}

        def visit(name: str) -> None:
            if name in order or name not in self._schema.nodes:
                return
            for parent in self._schema.nodes[name].needs.values():
                visit(parent)
            order[name] = None

        for target in targets:
            visit(target)
        return list(order)
